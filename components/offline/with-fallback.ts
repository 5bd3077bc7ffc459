/** Resolves with the result of the work, or with `otherwise` when it fails or takes longer. The work continues. */
export function withFallback<T, Other>(otherwise: Other, ms: number, work: () => Promise<T>): Promise<T | Other> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms)
    attempt(work)
      .then(resolve, () => resolve(otherwise))
      .finally(() => clearTimeout(timer))
  })
}

/** Turns a synchronous throw into a rejection. */
const attempt = async <T>(work: () => Promise<T>) => work()
