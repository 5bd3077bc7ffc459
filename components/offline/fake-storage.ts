/** Returns a fake `Storage` with `getItem`, `setItem`, `removeItem` and its keys as properties. */
export function createFakeStorage(): Storage {
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value
    },
    removeItem: (key: string) => void delete items[key],
  }
  const items: Record<string, string> = Object.create(methods)
  return items as unknown as Storage // `length`, `key` and `clear` are not used.
}
