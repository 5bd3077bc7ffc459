import 'server-only'
import type { Random } from './random'
import type { SeedConversation, SeedMessage } from './types'

/** Members and state of a conversation to generate. */
export interface ConversationSetup {
  lowId: string
  highId: string
  open: boolean
  /** User who has not read the messages after their own last one. */
  unreadById?: string | undefined
}

/** One message to generate. `conversationIndex` is the index in the list of setups. */
export interface SeedLine {
  conversationIndex: number
  senderId: string
  at: number
  body: string
}

const MINUTE_MS = 60_000

/** Returns the conversations after all lines. The lines are in order of time; every conversation has at least one. */
export function conversationsOf(
  random: Random,
  setups: readonly ConversationSetup[],
  lines: readonly SeedLine[],
): SeedConversation[] {
  const states = setups.map(() => ({ firstAt: 0, lastAt: 0, lastSeq: 0, lastSeqOf: new Map<string, number>() }))
  for (const { conversationIndex, at, senderId } of lines) {
    const state = states[conversationIndex]
    if (!state) throw new RangeError(`There is no conversation ${conversationIndex}.`)
    state.firstAt ||= at
    state.lastAt = at
    state.lastSeqOf.set(senderId, ++state.lastSeq)
  }
  return setups.map(({ lowId, highId, open, unreadById }, index) => {
    const { firstAt, lastAt, lastSeq, lastSeqOf } = states[index] ?? { firstAt: 0, lastAt: 0, lastSeq: 0 }
    const readBy = (id: string) => (id === unreadById ? (lastSeqOf?.get(id) ?? 0) : lastSeq)
    const createdAt = firstAt - MINUTE_MS
    return {
      id: random.idAt(createdAt),
      lowId,
      highId,
      open,
      createdAt,
      lastSeq,
      lastMessageAt: lastAt,
      lowReadSeq: readBy(lowId),
      highReadSeq: readBy(highId),
    }
  })
}

/** Generates messages from the lines, numbered within each conversation. */
export function* messagesOf(
  random: Random,
  conversations: readonly SeedConversation[],
  lines: readonly SeedLine[],
): Generator<SeedMessage> {
  const seqs = new Uint32Array(conversations.length)
  for (const { conversationIndex, senderId, at, body } of lines) {
    const seq = (seqs[conversationIndex] ?? 0) + 1
    seqs[conversationIndex] = seq
    const conversationId = conversations[conversationIndex]?.id ?? ''
    yield { id: random.idAt(at), conversationId, seq, senderId, clientId: random.clientId(), body, at }
  }
}
