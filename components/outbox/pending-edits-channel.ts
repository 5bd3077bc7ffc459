import { openTabChannel } from '@/components/offline/tab-channel'

/** What its writer wants of an unsent message by now: other words, or with null that nobody gets it. */
export interface PendingEdit {
  clientId: string
  body: string | null
}

/** Tells the other tabs of this person, because without locks two of them may hold the same unsent message. */
export interface EditChannel {
  tell(wish: PendingEdit): void
  /** Answers with the end of the hearing. */
  hear(listener: (wish: PendingEdit) => void): () => void
}

export function openEditChannel(userId: string): EditChannel {
  const channel = openTabChannel(`kith.unsent.${userId}`)
  if (!channel) return { tell() {}, hear: () => () => {} }
  return {
    tell: (wish) => channel.postMessage(wish),
    hear(listener) {
      channel.onmessage = ({ data }: MessageEvent<PendingEdit>) => listener(data) // Only this code speaks there.
      return () => channel.close()
    },
  }
}
