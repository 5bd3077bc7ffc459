import { openTabChannel } from '@/components/offline/tab-channel'

/** A change of an unsent message: a new text, or null to cancel it. */
export interface PendingEdit {
  clientId: string
  body: string | null
}

/** Sends pending edits to the user's other tabs, because without locks two tabs may hold the same message. */
export interface EditChannel {
  tell(wish: PendingEdit): void
  /** Returns a function that stops it. */
  hear(listener: (wish: PendingEdit) => void): () => void
}

export function openEditChannel(userId: string): EditChannel {
  const channel = openTabChannel(`kith.unsent.${userId}`)
  if (!channel) return { tell() {}, hear: () => () => {} }
  return {
    tell: (wish) => channel.postMessage(wish),
    hear(listener) {
      channel.onmessage = ({ data }: MessageEvent<PendingEdit>) => listener(data) // Only this module posts to the channel.
      return () => channel.close()
    },
  }
}
