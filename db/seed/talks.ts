import 'server-only'
import type { SeedConversation, SeedMessage } from './community'
import type { Random } from './random'

/** Two people who have talked. */
export interface ConversationSetup {
  lowId: string
  highId: string
  open: boolean
  /** Who has not read what came after their own last message. */
  unreadById?: string | undefined
}

/** One thing said; `talk` is the place in the list of talks. */
export interface SeedLine {
  conversationIndex: number
  senderId: string
  at: number
  body: string
}

const MINUTE_MS = 60_000

/** The conversations after all lines, which come in order of time; every talk has one at least. */
export function conversationsOf(
  chance: Random,
  talks: readonly ConversationSetup[],
  lines: readonly SeedLine[],
): SeedConversation[] {
  const heard = talks.map(() => ({ firstAt: 0, lastAt: 0, lastSeq: 0, lastSeqOf: new Map<string, number>() }))
  for (const { conversationIndex: talk, at, senderId } of lines) {
    const so = heard[talk]
    if (!so) throw new RangeError(`There is no talk ${talk}.`)
    so.firstAt ||= at
    so.lastAt = at
    so.lastSeqOf.set(senderId, ++so.lastSeq)
  }
  return talks.map(({ lowId, highId, open, unreadById: behindId }, place) => {
    const { firstAt, lastAt, lastSeq, lastSeqOf } = heard[place] ?? { firstAt: 0, lastAt: 0, lastSeq: 0 }
    const readBy = (id: string) => (id === behindId ? (lastSeqOf?.get(id) ?? 0) : lastSeq)
    const createdAt = firstAt - MINUTE_MS
    return {
      id: chance.idAt(createdAt),
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

/** The lines as messages, numbered within each conversation. */
export function* messagesOf(
  chance: Random,
  conversations: readonly SeedConversation[],
  lines: readonly SeedLine[],
): Generator<SeedMessage> {
  const seqs = new Uint32Array(conversations.length)
  for (const { conversationIndex: talk, senderId, at, body } of lines) {
    const seq = (seqs[talk] ?? 0) + 1
    seqs[talk] = seq
    const conversationId = conversations[talk]?.id ?? ''
    yield { id: chance.idAt(at), conversationId, seq, senderId, clientId: chance.clientId(), body, at }
  }
}
