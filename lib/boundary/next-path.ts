const ELSEWHERE = 'http://elsewhere.invalid'

/** A page of this site to go on to; whatever leads away from it, or back to signing in, becomes the first screen. */
export function nextPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, ELSEWHERE)) return '/messages'
  const { origin, pathname, search } = new URL(asked, ELSEWHERE)
  const isPage = origin === ELSEWHERE && !pathname.startsWith('//') && !/^\/(sign-|api(\/|$))/.test(pathname)
  return isPage ? `${pathname}${search}` : '/messages'
}
