const PARAM = 'person'

/** Returns the id of the person whose details a URL shows beside its screen, if any. */
export const personIdFromQuery = (search: Pick<URLSearchParams, 'get'>): string | undefined =>
  search.get(PARAM) ?? undefined

/** Shows the details of a person beside the screen of now, which keeps its scroll position and drafts. */
export function showPersonDetails(personId: string) {
  const url = new URL(location.href)
  url.searchParams.set(PARAM, personId)
  history.pushState({ ...entryState(), hasScreenBefore: true }, '', url)
}

/**
 * Closes the details. With `back`, where they cover the screen, it goes back in the history if they were opened from
 * there, as the gesture does.
 */
export function hidePersonDetails({ back }: { back: boolean }) {
  if (back && history.state?.hasScreenBefore) return history.back()
  const url = new URL(location.href)
  url.searchParams.delete(PARAM)
  history.replaceState(entryState(), '', url)
}

/** Returns a new state object: Next.js ignores entries whose state looks like its own. */
const entryState = () => ({ fromList: history.state?.fromList === true })
