/** A LIKE pattern for words that each stand after a space, as `users.search_text` has them: one begins with `q`. */
export const wordPattern = (q: string) => `% ${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
