/** What `use` makes of this device's storage; undefined where that is full or forbidden. */
export function withLocalStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage)
  } catch {
    return undefined
  }
}
