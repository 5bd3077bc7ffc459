import { createStore } from '@/components/create-store'
import { markWords, unmarkWords } from './marked-words'

const LIST = '/messages'
const FIND = 'find'

/** Counts the calls that ask again for the message that the URL points to already. */
export const repeatedJumps = createStore(0)

export const conversationPath = (id: string) => `${LIST}/${id}`

/** Returns the id of the conversation that a path shows, if any. */
export const conversationIdFromPath = (pathname: string): string | undefined =>
  pathname.startsWith(`${LIST}/`) ? pathname.slice(LIST.length + 1) : undefined

/**
 * Shows a conversation without requesting a page from the server: its data is in the query cache or loaded by hooks, so
 * it opens at once, also offline. Next.js integrates `pushState` with its router.
 */
export function navigateToConversation(id: string) {
  unmarkWords()
  if (location.pathname === conversationPath(id)) navigateToNewest(id)
  else history.pushState({ fromList: isInList() }, '', conversationPath(id))
}

const isInList = () => location.pathname === LIST || location.pathname.startsWith(`${LIST}/`)

/** Returns the path of one message of a conversation. */
export const messagePath = (id: string, seq: number) => `${conversationPath(id)}?at=${seq}`

/** Returns the seq of the message that a URL points to, if any. */
export function messageSeqFromQuery(search: Pick<URLSearchParams, 'get'>): number | undefined {
  const seq = Number(search.get('at'))
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}

/**
 * Shows a message with the ones around it. Within one conversation this replaces the history entry. The words of the
 * search that found it are marked in it.
 */
export function navigateToMessage(id: string, seq: number, query = '') {
  if (query === '') unmarkWords()
  else markWords({ conversationId: id, seq, query })
  if (location.pathname + location.search === messagePath(id, seq)) return repeatedJumps.set(repeatedJumps.get() + 1)
  const isHere = location.pathname === conversationPath(id)
  if (isHere) history.replaceState(entryState(), '', withSeq(seq))
  else history.pushState({ fromList: isInList() }, '', messagePath(id, seq))
}

/** Returns a new state object: Next.js ignores entries whose state looks like its own. */
const entryState = () => ({ fromList: history.state?.fromList === true })

/** Shows the newest messages of a conversation instead of those around one message. */
export function navigateToNewest(id: string) {
  unmarkWords()
  if (location.pathname === conversationPath(id) && location.search !== '')
    history.replaceState(entryState(), '', withSeq(undefined))
}

/** Returns the URL of now with another message; details of a person beside it stay. */
function withSeq(seq: number | undefined): URL {
  const url = new URL(location.href)
  url.searchParams.delete(FIND)
  if (seq === undefined) url.searchParams.delete('at')
  else url.searchParams.set('at', String(seq))
  return url
}

/** Returns the path of a conversation with its search opened. */
export const conversationSearchPath = (id: string) => `${conversationPath(id)}?${FIND}=1`

/** Whether a URL asks for the search in its conversation. */
export const isSearchInQuery = (search: Pick<URLSearchParams, 'has'>): boolean => search.has(FIND)

/** Opens the search in the conversation of now. */
export const navigateToConversationSearch = (id: string) =>
  history.pushState(entryState(), '', conversationSearchPath(id))

/** Removes from the URL that it asks for the search, once it is open. */
export function forgetConversationSearch() {
  const url = new URL(location.href)
  url.searchParams.delete(FIND)
  history.replaceState(entryState(), '', url)
}

/** Shows the list. On narrow screens it goes back in the history if the viewer came from there, as the gesture does. */
export function navigateToList() {
  if (history.state?.fromList && matchMedia('(width < 48rem)').matches) history.back()
  else history.pushState(null, '', LIST)
}
