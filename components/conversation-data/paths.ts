const LIST = '/messages'

export const conversationPath = (id: string) => `${LIST}/${id}`

/** The conversation that a path shows, if any. */
export const conversationIdFromPath = (pathname: string): string | undefined =>
  pathname.startsWith(`${LIST}/`) ? pathname.slice(LIST.length + 1) : undefined

/**
 * Shows a conversation without asking the server for a page: what it needs is in the cache or comes by the hooks, so it
 * opens at once, offline too. Next keeps its own state of such an entry in step.
 */
export function navigateToConversation(id: string) {
  if (location.pathname === conversationPath(id)) navigateToNewest(id)
  else history.pushState({ fromList: true }, '', conversationPath(id))
}

/** A place within a conversation. */
export const messagePath = (id: string, seq: number) => `${conversationPath(id)}?at=${seq}`

/** The seq of the message that an address leads to, if any. */
export function messageSeqFromQuery(search: Pick<URLSearchParams, 'get'>): number | undefined {
  const seq = Number(search.get('at'))
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}

/** Shows a message with what stands around it. Another one of the same conversation takes its place in the history. */
export function navigateToMessage(id: string, seq: number) {
  const isHere = location.pathname === conversationPath(id)
  if (isHere) history.replaceState(whereFrom(), '', messagePath(id, seq))
  else history.pushState({ fromList: true }, '', messagePath(id, seq))
}

/** Next takes notice of an entry only when it does not look like its own. */
const whereFrom = () => ({ fromList: history.state?.fromList === true })

/** Leaves a place within a conversation for its newest message. */
export function navigateToNewest(id: string) {
  if (location.search !== '') history.replaceState(whereFrom(), '', conversationPath(id))
}

/** Back to the list, by the same step that the back gesture takes when one came from there. */
export function navigateToList() {
  if (history.state?.fromList && matchMedia('(width < 48rem)').matches) history.back()
  else history.pushState(null, '', LIST)
}
