/** The query of a page, as Next reads it. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

const ELSEWHERE = 'http://elsewhere.invalid'

/** A page of this site to go on to; whatever leads away from it, or back to signing in, becomes the first screen. */
export function safeNextPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, ELSEWHERE)) return '/messages'
  const { origin, pathname, search } = new URL(asked, ELSEWHERE)
  const isPage = origin === ELSEWHERE && !pathname.startsWith('//') && !/^\/(sign-|api(\/|$))/.test(pathname)
  return isPage ? `${pathname}${search}` : '/messages'
}

/** Where to sign in, to go on to that page afterwards. */
export const signInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`

/** The query as it stands in an address, from its question mark on; nothing for none. */
export function toQueryString(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, one)
  return search.size > 0 ? `?${search}` : ''
}
