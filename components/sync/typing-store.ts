import { createListeners } from '@/components/create-store'
import type { LogEvent } from '@/lib/events/registry'

/** Typing expires after this time unless it is repeated. */
const FORGOTTEN_AFTER_MS = 6000

export type TypingStore = ReturnType<typeof createTypingStore>

interface Writer {
  userId: string
  timer: ReturnType<typeof setTimeout>
}

/** Keeps who is writing in which conversation, from socket events that have no place in the log. */
export function createTypingStore() {
  const writers = new Map<string, Writer>()
  const { subscribe, notify } = createListeners()

  const forget = (conversationId: string) => {
    clearTimeout(writers.get(conversationId)?.timer)
    if (writers.delete(conversationId)) notify()
  }
  const forgetPerson = (userId: string) => {
    for (const [conversationId, writer] of writers) if (writer.userId === userId) forget(conversationId)
  }

  const hear = (conversationId: string, userId: string) => {
    const known = writers.get(conversationId)
    clearTimeout(known?.timer)
    writers.set(conversationId, { userId, timer: setTimeout(() => forget(conversationId), FORGOTTEN_AFTER_MS) })
    if (!known) notify()
  }

  return {
    /** Takes the data of a socket event. */
    receive(message: unknown) {
      const typing = asTyping(message)
      if (typing?.stopped) forget(typing.conversationId)
      else if (typing) hear(typing.conversationId, typing.userId)
    },
    /**
     * Takes each event of the log: a new message ends typing of its sender, as does the end of a friendship or a block.
     */
    onEvent(event: LogEvent) {
      switch (event.type) {
        case 'new_message':
          if (
            'message' in event.data &&
            writers.get(event.data.message.conversationId)?.userId === event.data.message.senderId
          )
            forget(event.data.message.conversationId)
          return
        case 'friend_removed':
        case 'blocks_changed':
          return forgetPerson(event.data.userId)
      }
    },
    isTyping: (conversationId: string) => writers.has(conversationId),
    subscribe,
    stop() {
      for (const { timer } of writers.values()) clearTimeout(timer)
      writers.clear()
    },
  }
}

/** Parses a typing event; undefined for any other message. */
function asTyping(message: unknown) {
  const event = message as Partial<{ type: unknown; data: Partial<Record<string, unknown>> | null }> | null
  if (event?.type !== 'typing' || typeof event.data !== 'object') return undefined
  const { conversationId, userId, stopped } = event.data ?? {}
  if (typeof conversationId !== 'string' || typeof userId !== 'string') return undefined
  return { conversationId, userId, stopped: stopped === true }
}
