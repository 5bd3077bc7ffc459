/** What the work results in, or `otherwise` when it fails or takes longer. It goes on all the same. */
export function withFallback<T, Other>(otherwise: Other, ms: number, work: () => Promise<T>): Promise<T | Other> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms)
    attempt(work)
      .then(resolve, () => resolve(otherwise))
      .finally(() => clearTimeout(timer))
  })
}

/** Work that throws at once has failed like any other. */
const attempt = async <T>(work: () => Promise<T>) => work()
