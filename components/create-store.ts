/** Listeners without arguments, as `useSyncExternalStore` subscribes them. */
export function createListeners() {
  const listeners = new Set<() => void>()
  return {
    /** Calls `listener` on every change. Returns a function that stops it. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    notify() {
      for (const listener of listeners) listener()
    },
  }
}

/** Holds a value outside React. `get` and `subscribe` are what `useSyncExternalStore` takes. */
export function createStore<Value>(initial: Value) {
  const { subscribe, notify } = createListeners()
  let value = initial
  return {
    get: () => value,
    set(next: Value) {
      value = next
      notify()
    },
    subscribe,
  }
}
