/** A LIKE pattern for lower-case text that begins with `q`, whatever characters it has. */
export const prefixPattern = (q: string) => `${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
