import { createListeners } from '@/components/create-store'
import { TYPING_NOTICE_LIFETIME_MS } from '@/lib/conversations/rules'
import type { LogEvent } from '@/lib/events/registry'

export type TypingStore = ReturnType<typeof createTypingStore>

interface TypingUser {
  userId: string
  timer: ReturnType<typeof setTimeout>
}

/** Stores who is typing in which conversation, from socket events that are not part of the event log. */
export function createTypingStore() {
  const typingUsers = new Map<string, TypingUser>()
  const { subscribe, notify } = createListeners()

  const remove = (conversationId: string) => {
    clearTimeout(typingUsers.get(conversationId)?.timer)
    if (typingUsers.delete(conversationId)) notify()
  }
  const removeUser = (userId: string) => {
    for (const [conversationId, user] of typingUsers) if (user.userId === userId) remove(conversationId)
  }

  const add = (conversationId: string, userId: string) => {
    const known = typingUsers.get(conversationId)
    clearTimeout(known?.timer)
    typingUsers.set(conversationId, {
      userId,
      timer: setTimeout(() => remove(conversationId), TYPING_NOTICE_LIFETIME_MS),
    })
    if (!known) notify()
  }

  return {
    /** Receives the data of a socket event. */
    receive(message: unknown) {
      const typing = parseTyping(message)
      if (typing?.stopped) remove(typing.conversationId)
      else if (typing) add(typing.conversationId, typing.userId)
    },
    /** Receives each event of the log. A new message, the end of a friendship or a block ends that person's notice. */
    onEvent(event: LogEvent) {
      switch (event.type) {
        case 'new_message':
          if (
            'message' in event.data &&
            typingUsers.get(event.data.message.conversationId)?.userId === event.data.message.senderId
          )
            remove(event.data.message.conversationId)
          return
        case 'friend_removed':
        case 'blocks_changed':
          return removeUser(event.data.userId)
      }
    },
    isTyping: (conversationId: string) => typingUsers.has(conversationId),
    subscribe,
    stop() {
      for (const { timer } of typingUsers.values()) clearTimeout(timer)
      typingUsers.clear()
    },
  }
}

/** Returns the typing notice in a socket event; undefined for other or invalid events. */
function parseTyping(message: unknown) {
  const event = message as Partial<{ type: unknown; data: Partial<Record<string, unknown>> | null }> | null
  if (event?.type !== 'typing' || typeof event.data !== 'object') return undefined
  const { conversationId, userId, stopped } = event.data ?? {}
  if (typeof conversationId !== 'string' || typeof userId !== 'string') return undefined
  return { conversationId, userId, stopped: stopped === true }
}
