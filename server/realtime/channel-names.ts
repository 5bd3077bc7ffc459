import { MAX_CHANNEL_NAME_CHARACTERS } from './protocol-limits'

export type ChannelKind = 'private' | 'server-to-user' | 'unsupported' | 'invalid'

const SERVER_TO_USER = '#server-to-user-'
const USER_CHANNEL = 'private-user-'
const VALID_NAME = new RegExp(`^[A-Za-z0-9_\\-=@,.;]{1,${MAX_CHANNEL_NAME_CHARACTERS}}$`)
const UNSUPPORTED_PRIVATE = /^private-(encrypted|cache)-/

/**
 * Returns the kind of a channel by its name (Pusher Channels, "Channel naming conventions"). Public, presence, encrypted
 * and cache channels exist in the protocol but are not served here: `unsupported`.
 */
export function channelKind(name: string): ChannelKind {
  if (name.startsWith(SERVER_TO_USER)) return VALID_NAME.test(name.slice(1)) ? 'server-to-user' : 'invalid'
  if (!VALID_NAME.test(name)) return 'invalid'
  return name.startsWith('private-') && !UNSUPPORTED_PRIVATE.test(name) ? 'private' : 'unsupported'
}

/** Returns the channel that pusher-js subscribes to after sign-in; it needs no signature, as it belongs to that user. */
export function serverToUserChannel(userId: string): string {
  return SERVER_TO_USER + userId
}

export function isUserChannel(name: string): boolean {
  return name.startsWith(USER_CHANNEL)
}
