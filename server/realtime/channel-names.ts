import { CHANNEL_NAME_CHARACTERS_MAX } from './protocol-limits'

export type ChannelKind = 'private' | 'server-to-user' | 'unsupported' | 'invalid'

const SERVER_TO_USER = '#server-to-user-'
const USER_CHANNEL = 'private-user-'
const VALID_NAME = new RegExp(`^[A-Za-z0-9_\\-=@,.;]{1,${CHANNEL_NAME_CHARACTERS_MAX}}$`)
const UNSUPPORTED_PRIVATE = /^private-(encrypted|cache)-/

/**
 * Pusher Channels, "Channel naming conventions". Public, presence, encrypted and cache channels are real kinds of the
 * protocol that this server does not serve: `unsupported`.
 */
export function channelKind(name: string): ChannelKind {
  if (name.startsWith(SERVER_TO_USER)) return VALID_NAME.test(name.slice(1)) ? 'server-to-user' : 'invalid'
  if (!VALID_NAME.test(name)) return 'invalid'
  return name.startsWith('private-') && !UNSUPPORTED_PRIVATE.test(name) ? 'private' : 'unsupported'
}

/** The channel that pusher-js asks for by itself once it has signed in; no signature, it belongs to the signed-in user. */
export function serverToUserChannel(userId: string): string {
  return SERVER_TO_USER + userId
}

export function isUserChannel(name: string): boolean {
  return name.startsWith(USER_CHANNEL)
}
