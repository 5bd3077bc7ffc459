/** Query of a page, as Next parses it. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

const ELSEWHERE = 'http://elsewhere.invalid'

/** Returns a path of this site to continue to. Any other address, and the sign-in page itself, becomes `/messages`. */
export function safeNextPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, ELSEWHERE)) return '/messages'
  const { origin, pathname, search } = new URL(asked, ELSEWHERE)
  const isPage = origin === ELSEWHERE && !pathname.startsWith('//') && !/^\/(sign-|api(\/|$))/.test(pathname)
  return isPage ? `${pathname}${search}` : '/messages'
}

/** Returns the address of the sign-in page that leads to `next` afterwards. */
export const signInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`

/** Returns the query with its question mark, or an empty string. */
export function toQueryString(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, one)
  return search.size > 0 ? `?${search}` : ''
}
