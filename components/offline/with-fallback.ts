/** Returns the result of `work`, or `otherwise` if it fails or takes longer than `ms`; it is not aborted then. */
export function withFallback<T, Other>(otherwise: Other, ms: number, work: () => Promise<T>): Promise<T | Other> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms)
    asPromise(work)
      .then(resolve, () => resolve(otherwise))
      .finally(() => clearTimeout(timer))
  })
}

/** Turns a synchronous throw into a rejection. */
const asPromise = async <T>(work: () => Promise<T>) => work()
