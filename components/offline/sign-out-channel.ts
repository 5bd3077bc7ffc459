import { openTabChannel } from './tab-channel'

const channelOf = (userId: string) => `kith.sign-out.${userId}`

/** Tells the user's other tabs that they sign out deliberately, so that unsent text up to now is deleted. */
export function announceSignOut(userId: string): void {
  const channel = openTabChannel(channelOf(userId))
  if (!channel) return
  channel.postMessage('leaving')
  channel.close()
}

/** Calls `listener` when the user signs out deliberately in another tab. Returns a function that stops it. */
export function onSignOut(userId: string, listener: () => void): () => void {
  const channel = openTabChannel(channelOf(userId))
  if (!channel) return () => {}
  channel.onmessage = listener
  return () => channel.close()
}
