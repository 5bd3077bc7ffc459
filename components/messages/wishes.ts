import { openChannel } from '@/components/offline/channel'

/** What its writer wants of an unsent message by now: other words, or with null that nobody gets it. */
export interface Wish {
  clientId: string
  body: string | null
}

/** Tells the other tabs of this person, because without locks two of them may hold the same unsent message. */
export interface WishLine {
  tell(wish: Wish): void
  /** Answers with the end of the hearing. */
  hear(listener: (wish: Wish) => void): () => void
}

export function openWishLine(userId: string): WishLine {
  const channel = openChannel(`kith.unsent.${userId}`)
  if (!channel) return { tell() {}, hear: () => () => {} }
  return {
    tell: (wish) => channel.postMessage(wish),
    hear(listener) {
      channel.onmessage = ({ data }: MessageEvent<Wish>) => listener(data) // Only this code speaks there.
      return () => channel.close()
    },
  }
}
