import 'server-only'

const registry: Map<string, unknown> = singletonRegistry()

/**
 * The one instance of `name` in this process. The server's bundle and Next's bundle hold two copies of every module,
 * so whatever must exist once lives here and not in a module variable.
 */
export function singleton<T>(name: string, create: () => T): T {
  if (!registry.has(name)) registry.set(name, create())
  return registry.get(name) as T // Written only with this name's own type, two lines above or in `provide`.
}

/** Puts an instance made by the start-up in place, before anybody asks for it. */
export function registerSingleton<T>(name: string, instance: T): T {
  registry.set(name, instance)
  return instance
}

/** The instance if somebody has made it. */
export const findSingleton = <T>(name: string): T | undefined => registry.get(name) as T | undefined // As in `once`.

function singletonRegistry() {
  const key = Symbol.for('kith.singletons')
  const holder = globalThis as { [key]?: Map<string, unknown> }
  holder[key] ??= new Map()
  return holder[key]
}
