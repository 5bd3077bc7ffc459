/** Returns the result of `use`, called with the local storage; undefined if it throws: storage is full or forbidden. */
export function withLocalStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage)
  } catch {
    return undefined
  }
}
