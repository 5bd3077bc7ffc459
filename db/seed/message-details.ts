import 'server-only'
import type { SeedConversation, SeedDetails, SeedMessage } from './types'

const MINUTE_MS = 60_000
/** Conversations with fewer messages stay as they are. */
const MIN_MESSAGES = 30
/** Only long conversations have the long messages, so that a search does not find them everywhere. */
const MIN_MESSAGES_FOR_LONG = 150

const LONG = `I finally read the whole thing on the train this morning, and I have to say I understand both sides now.

The first half is slow, almost stubborn, as if it wanted to find out who is still there after a hundred pages. But then the house by the lake comes, and the two sisters, and from there I could not stop. I missed my station. Twice, in fact, because I went back too far.

What stays with me is how little anybody says. They cook, they repair the roof, they count the boats, and at the end you know everything about them. I would like to talk about the last chapter when you are there, so I will not say more than this: I think she knew all along.

Bring it back whenever you like. And tell me which of the two you believed.`

const LIST = `**Packing list**, everything at last:
- tent and pegs
- two sleeping bags
- the blue mats
- stove, gas, lighter
- pot with the lid
- coffee
- bread, cheese, apples
- water for the first day
- rain jackets
- torch and batteries
- map
- first aid
- sun cream
- rope
- playing cards
- towels
- a book each
- and \`socks\`, more than you think`

/** What happens to a message, by its distance from the newest one of its conversation. */
const BODIES = new Map([
  [7, LONG],
  [16, LIST],
])
const REPLIES = new Map([[3, 5]])
const EDITED = 5
const RETRACTED = 10
const REACTIONS = new Map([
  [2, ['❤️']],
  [7, ['😮', '❤️']],
  [13, ['😂']],
  [16, ['👍', '👍']],
])

/** Adds replies, reactions, edits, a retracted, a long and a folded message to the newest part of conversations. */
export function withDetails(
  conversations: readonly SeedConversation[],
  messages: Iterable<SeedMessage>,
): { messages: SeedMessage[]; details: SeedDetails[] } {
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]))
  const modSeqs = new Map<string, number>()
  const details: SeedDetails[] = []
  const written = Array.from(messages, (message) => {
    const conversation = byId.get(message.conversationId)
    if (!conversation || conversation.lastSeq < MIN_MESSAGES) return message
    const age = conversation.lastSeq - message.seq
    const changed = detailsOf(message, age, conversation)
    if (changed) {
      const modSeq = isChange(changed) ? (modSeqs.get(message.conversationId) ?? 0) + 1 : 0
      if (modSeq > 0) modSeqs.set(message.conversationId, modSeq)
      details.push({ ...changed, modSeq })
    }
    return { ...message, body: age === RETRACTED ? '' : (bodyAt(age, conversation) ?? message.body) }
  })
  return { messages: written, details }
}

const bodyAt = (age: number, { lastSeq }: SeedConversation) =>
  lastSeq < MIN_MESSAGES_FOR_LONG ? undefined : BODIES.get(age)

function detailsOf(message: SeedMessage, age: number, { lowId, highId }: SeedConversation) {
  const { conversationId, seq, senderId, at } = message
  const replyAge = REPLIES.get(age)
  const emoji = REACTIONS.get(age) ?? []
  const members = senderId === lowId ? [highId, lowId] : [lowId, highId] // The other one reacts first.
  if (replyAge === undefined && emoji.length === 0 && age !== EDITED && age !== RETRACTED) return undefined
  return {
    conversationId,
    seq,
    replyToSeq: replyAge === undefined ? undefined : seq + age - replyAge,
    editedAt: age === EDITED ? at + MINUTE_MS / 2 : undefined,
    retractedAt: age === RETRACTED ? at + MINUTE_MS : undefined,
    reactions: emoji.map((one, index) => ({
      userId: members[index] ?? senderId,
      emoji: one,
      at: at + (index + 1) * (MINUTE_MS / 2),
    })),
  }
}

const isChange = ({ editedAt, retractedAt, reactions }: Omit<SeedDetails, 'modSeq'>) =>
  editedAt !== undefined || retractedAt !== undefined || reactions.length > 0
