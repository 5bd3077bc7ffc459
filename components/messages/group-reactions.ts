import type { Message } from '@/lib/messages/schema'

/** Those that are offered at once. */
const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const

export interface GroupedReaction {
  emoji: string
  userIds: string[]
  isMine: boolean
}

/** A message's reactions by emoji, in the order in which each was given first. */
export function groupReactions({ reactions }: Pick<Message, 'reactions'>, viewerId: string): GroupedReaction[] {
  const all = new Set(reactions.map(({ emoji }) => emoji))
  return [...all].map((emoji) => {
    const userIds = reactions.filter((given) => given.emoji === emoji).map(({ userId }) => userId)
    return { emoji, userIds, isMine: userIds.includes(viewerId) }
  })
}

/** The emoji to choose from, the viewer's own among them whatever it is. */
export function offeredReactions(message: Pick<Message, 'reactions'>, viewerId: string) {
  const own = message.reactions.find(({ userId }) => userId === viewerId)?.emoji
  const all: string[] = own === undefined || QUICK.some((emoji) => emoji === own) ? [...QUICK] : [...QUICK, own]
  return all.map((emoji) => ({ emoji, chosen: emoji === own }))
}
