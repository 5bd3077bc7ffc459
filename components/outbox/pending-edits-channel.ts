import { openTabChannel } from '@/components/offline/tab-channel'

/** A change of an unsent message by its author: a new text, or null to cancel it. */
export interface PendingEdit {
  clientId: string
  body: string | null
}

/** Publishes edits to the user's other tabs: without locks two tabs may hold the same unsent message. */
export interface EditChannel {
  publish(edit: PendingEdit): void
  /** Returns a function that unsubscribes. */
  subscribe(listener: (edit: PendingEdit) => void): () => void
}

export function openEditChannel(userId: string): EditChannel {
  const channel = openTabChannel(`kith.unsent.${userId}`)
  if (!channel) return { publish() {}, subscribe: () => () => {} }
  return {
    publish: (edit) => channel.postMessage(edit),
    subscribe(listener) {
      channel.onmessage = ({ data }: MessageEvent<PendingEdit>) => listener(data) // Only this module posts here.
      return () => channel.close()
    },
  }
}
