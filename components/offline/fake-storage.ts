/** A browser's storage, as far as its methods and the names of its keys go. */
export function createFakeStorage(): Storage {
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value
    },
    removeItem: (key: string) => void delete kept[key],
  }
  const kept: Record<string, string> = Object.create(methods)
  return kept as unknown as Storage // `length`, `key` and `clear` are asked for nowhere.
}
