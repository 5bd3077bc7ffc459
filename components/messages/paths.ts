const LIST = '/messages'

export const conversationPath = (id: string) => `${LIST}/${id}`

/** The conversation that a path shows, if any. */
export const conversationIn = (pathname: string): string | undefined =>
  pathname.startsWith(`${LIST}/`) ? pathname.slice(LIST.length + 1) : undefined

/**
 * Shows a conversation without asking the server for a page: what it needs is in the cache or comes by the hooks, so it
 * opens at once, offline too. Next keeps its own state of such an entry in step.
 */
export function showConversation(id: string) {
  if (location.pathname !== conversationPath(id)) history.pushState({ fromList: true }, '', conversationPath(id))
}

/** Back to the list, by the same step that the back gesture takes when one came from there. */
export function showList() {
  if (history.state?.fromList && matchMedia('(width < 48rem)').matches) history.back()
  else history.pushState(null, '', LIST)
}
