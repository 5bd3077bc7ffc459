const LIST = '/messages'

export const conversationPath = (id: string) => `${LIST}/${id}`

/** Returns the id of the conversation that a path shows, if any. */
export const conversationIdFromPath = (pathname: string): string | undefined =>
  pathname.startsWith(`${LIST}/`) ? pathname.slice(LIST.length + 1) : undefined

/**
 * Shows a conversation without fetching a page from the server: its data is in the cache or fetched by hooks, so it
 * opens at once, offline too. Next synchronizes its router with such history entries.
 */
export function navigateToConversation(id: string) {
  if (location.pathname === conversationPath(id)) navigateToNewest(id)
  else history.pushState({ fromList: true }, '', conversationPath(id))
}

/** Returns the address of a message in its conversation. */
export const messagePath = (id: string, seq: number) => `${conversationPath(id)}?at=${seq}`

/** Returns the seq of the message in the query, if any. */
export function messageSeqFromQuery(search: Pick<URLSearchParams, 'get'>): number | undefined {
  const seq = Number(search.get('at'))
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}

/** Shows a message in its context. Replaces the history entry when another message of the conversation is shown. */
export function navigateToMessage(id: string, seq: number) {
  const isHere = location.pathname === conversationPath(id)
  if (isHere) history.replaceState(whereFrom(), '', messagePath(id, seq))
  else history.pushState({ fromList: true }, '', messagePath(id, seq))
}

/** Returns the state of a history entry. Next reacts only to entries that do not look like its own. */
const whereFrom = () => ({ fromList: history.state?.fromList === true })

/** Replaces the address of a message by that of the whole conversation. */
export function navigateToNewest(id: string) {
  if (location.search !== '') history.replaceState(whereFrom(), '', conversationPath(id))
}

/** Returns to the list: one step back in the history when the user came from there. */
export function navigateToList() {
  if (history.state?.fromList && matchMedia('(width < 48rem)').matches) history.back()
  else history.pushState(null, '', LIST)
}
