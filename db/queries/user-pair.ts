/** The two ids as a pair's row has them: the smaller one first, compared as text, which is how PostgreSQL orders uuids. */
export const pairOf = (a: string, b: string) => (a < b ? { lowId: a, highId: b } : { lowId: b, highId: a })
