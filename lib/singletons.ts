import 'server-only'

const registry: Map<string, unknown> = singletonRegistry()

/**
 * Returns the only instance of `name` in this process; creates it at the first call. The server's bundle and Next's
 * bundle each have a copy of every module, so what must exist once is stored here and not in a module variable.
 */
export function singleton<T>(name: string, create: () => T): T {
  if (!registry.has(name)) registry.set(name, create())
  return registry.get(name) as T // Stored with the type of this name only, above or by `registerSingleton`.
}

/** Stores an instance that start-up has created, before its first use. */
export function registerSingleton<T>(name: string, instance: T): T {
  registry.set(name, instance)
  return instance
}

/** Returns the instance, or undefined when it does not exist yet. */
// As in `singleton`.
export const findSingleton = <T>(name: string): T | undefined => registry.get(name) as T | undefined

function singletonRegistry() {
  const key = Symbol.for('kith.singletons')
  const holder = globalThis as { [key]?: Map<string, unknown> }
  holder[key] ??= new Map()
  return holder[key]
}
