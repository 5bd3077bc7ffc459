import type { Message } from '@/lib/messages/schema'

/** Emoji that are offered without the picker. */
const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const

export interface GroupedReaction {
  emoji: string
  userIds: string[]
  isMine: boolean
}

/** Groups a message's reactions by emoji, in the order of the first reaction with each. */
export function groupReactions({ reactions }: Pick<Message, 'reactions'>, viewerId: string): GroupedReaction[] {
  const all = new Set(reactions.map(({ emoji }) => emoji))
  return [...all].map((emoji) => {
    const userIds = reactions.filter((reaction) => reaction.emoji === emoji).map(({ userId }) => userId)
    return { emoji, userIds, isMine: userIds.includes(viewerId) }
  })
}

/** Returns the emoji of one row to choose from; the viewer's current reaction takes the last place if it is another. */
export function offeredReactions(message: Pick<Message, 'reactions'>, viewerId: string) {
  const own = message.reactions.find(({ userId }) => userId === viewerId)?.emoji
  const all: string[] =
    own === undefined || QUICK.some((emoji) => emoji === own) ? [...QUICK] : [...QUICK.slice(0, -1), own]
  return all.map((emoji) => ({ emoji, chosen: emoji === own }))
}
