import { openTabChannel } from './tab-channel'

const channelName = (userId: string) => `kith.sign-out.${userId}`

/** Notifies this user's other tabs that they sign out by choice; what they have written until now is discarded. */
export function announceSignOut(userId: string): void {
  const channel = openTabChannel(channelName(userId))
  if (!channel) return
  channel.postMessage('leaving')
  channel.close()
}

/** Calls `listener` when this user signs out by choice in another tab. Returns a function that stops it. */
export function onSignOut(userId: string, listener: () => void): () => void {
  const channel = openTabChannel(channelName(userId))
  if (!channel) return () => {}
  channel.onmessage = listener
  return () => channel.close()
}
