import { openTabChannel } from './tab-channel'

const channelOf = (userId: string) => `kith.sign-out.${userId}`

/** Tells this person's other tabs that they sign out by their own will: what they have written by now goes with it. */
export function announceSignOut(userId: string): void {
  const channel = openTabChannel(channelOf(userId))
  if (!channel) return
  channel.postMessage('leaving')
  channel.close()
}

/** Calls `listener` when this person signs out in another tab by their own will. Answers with the end of the hearing. */
export function onSignOut(userId: string, listener: () => void): () => void {
  const channel = openTabChannel(channelOf(userId))
  if (!channel) return () => {}
  channel.onmessage = listener
  return () => channel.close()
}
