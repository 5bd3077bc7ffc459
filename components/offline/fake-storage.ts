/** Simulates a browser's Storage: methods and keys. */
export function createFakeStorage(): Storage {
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value
    },
    removeItem: (key: string) => void delete kept[key],
  }
  const kept: Record<string, string> = Object.create(methods)
  return kept as unknown as Storage // `length`, `key` and `clear` are not used.
}
