'use client'

import { useSyncExternalStore } from 'react'
import { createStore } from '@/components/create-store'

interface MarkedWords {
  conversationId: string
  seq: number
  query: string
}

/**
 * The message that was opened from a search, and the query. Its words stay marked for longer than the message is
 * outlined, because a reader looks for them in the text; until the viewer goes on to another message or conversation or
 * to the newest messages, closes or changes the search in the conversation, or sends a message.
 */
const marked = createStore<MarkedWords | undefined>(undefined)

export const markWords = (words: MarkedWords) => marked.set(words)

/** Removes the marks; with an id only those in that conversation. */
export function unmarkWords(conversationId = marked.get()?.conversationId) {
  if (marked.get()?.conversationId === conversationId) marked.set(undefined)
}

/** Returns the query whose words are marked in a message; empty for none. */
export function useMarkedQuery(conversationId: string, seq: number): string {
  const query = () => {
    const words = marked.get()
    return words?.conversationId === conversationId && words.seq === seq ? words.query : ''
  }
  return useSyncExternalStore(marked.subscribe, query, () => '')
}
