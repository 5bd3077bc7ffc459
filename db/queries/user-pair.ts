/**
 * Returns two ids as stored in the row of a pair: the smaller one first, compared as text, as PostgreSQL orders uuids.
 */
export const pairOf = (a: string, b: string) => (a < b ? { lowId: a, highId: b } : { lowId: b, highId: a })
