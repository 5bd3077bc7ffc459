import 'server-only'
import { singleton } from '@/lib/singletons'
import type { Endpoint, Method } from './endpoint'

/** Methods by path. Next loads the handlers of a path before it answers 405, so the other methods are known by then. */
const mounted = () => singleton('mounted endpoints', () => new Map<string, Set<Method>>())

export function registerMounted({ method, path }: Endpoint) {
  mounted().set(path, (mounted().get(path) ?? new Set()).add(method))
}

/** Returns the value of the Allow header for a path whose handlers are loaded; exact paths come before patterns. */
export function allowedMethods(pathname: string): string {
  const methods = mounted().get(pathname) ?? [...mounted()].find(([path]) => matches(path, pathname))?.[1] ?? []
  return [...methods]
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .concat('OPTIONS')
    .join(', ')
}

function matches(path: string, pathname: string) {
  const [wanted, given] = [path.split('/'), pathname.split('/')]
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index])
}
