const LIST = '/messages'

export const conversationPath = (id: string) => `${LIST}/${id}`

/** Returns the id of the conversation that a path shows, if any. */
export const conversationIdFromPath = (pathname: string): string | undefined =>
  pathname.startsWith(`${LIST}/`) ? pathname.slice(LIST.length + 1) : undefined

/**
 * Shows a conversation without requesting a page from the server: its data is in the query cache or loaded by hooks, so
 * it opens at once, also offline. Next.js integrates `pushState` with its router.
 */
export function navigateToConversation(id: string) {
  if (location.pathname === conversationPath(id)) navigateToNewest(id)
  else history.pushState({ fromList: true }, '', conversationPath(id))
}

/** Returns the path of one message of a conversation. */
export const messagePath = (id: string, seq: number) => `${conversationPath(id)}?at=${seq}`

/** Returns the seq of the message that a URL points to, if any. */
export function messageSeqFromQuery(search: Pick<URLSearchParams, 'get'>): number | undefined {
  const seq = Number(search.get('at'))
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}

/** Shows a message with the ones around it. Within one conversation this replaces the history entry. */
export function navigateToMessage(id: string, seq: number) {
  const isHere = location.pathname === conversationPath(id)
  if (isHere) history.replaceState(entryState(), '', messagePath(id, seq))
  else history.pushState({ fromList: true }, '', messagePath(id, seq))
}

/** Returns a new state object: Next.js ignores entries whose state looks like its own. */
const entryState = () => ({ fromList: history.state?.fromList === true })

/** Shows the newest messages of a conversation instead of those around one message. */
export function navigateToNewest(id: string) {
  if (location.search !== '') history.replaceState(entryState(), '', conversationPath(id))
}

/** Shows the list. On narrow screens it goes back in the history if the viewer came from there, as the gesture does. */
export function navigateToList() {
  if (history.state?.fromList && matchMedia('(width < 48rem)').matches) history.back()
  else history.pushState(null, '', LIST)
}
