/** Returns two ids as the row of a pair has them, smaller one first. Text order equals PostgreSQL uuid order. */
export const pairOf = (a: string, b: string) => (a < b ? { lowId: a, highId: b } : { lowId: b, highId: a })
