import type { CloseReason } from './close-reasons'

export type ClientFrame =
  | { readonly kind: 'ping' | 'pong' | 'client-event' }
  | { readonly kind: 'subscribe'; readonly channel: string; readonly auth: string }
  | { readonly kind: 'unsubscribe'; readonly channel: string }
  | { readonly kind: 'signin'; readonly auth: string; readonly userData: string }
  | { readonly kind: 'malformed'; readonly reason: string }

/** Parses any text of a client without throwing; takes only the fields named here from it. */
export function readClientFrame(text: string): ClientFrame {
  const frame = parseObject(text)
  if (typeof frame?.event !== 'string') return malformed('A frame is a JSON object with an event')
  const data = isObject(frame.data) ? frame.data : {}
  switch (frame.event) {
    case 'pusher:ping':
      return { kind: 'ping' }
    case 'pusher:pong':
      return { kind: 'pong' }
    case 'pusher:subscribe':
      return subscribeFrame(data)
    case 'pusher:unsubscribe':
      return typeof data.channel === 'string'
        ? { kind: 'unsubscribe', channel: data.channel }
        : malformed('pusher:unsubscribe needs a channel')
    case 'pusher:signin':
      return signinFrame(data)
    default:
      return frame.event.startsWith('client-') ? { kind: 'client-event' } : malformed('Unknown event')
  }
}

function subscribeFrame(data: Record<string, unknown>): ClientFrame {
  if (typeof data.channel !== 'string') return malformed('pusher:subscribe needs a channel')
  return { kind: 'subscribe', channel: data.channel, auth: typeof data.auth === 'string' ? data.auth : '' }
}

function signinFrame({ auth, user_data: userData }: Record<string, unknown>): ClientFrame {
  if (typeof auth !== 'string' || typeof userData !== 'string') {
    return malformed('pusher:signin needs auth and user_data')
  }
  return { kind: 'signin', auth, userData }
}

function malformed(reason: string): ClientFrame {
  return { kind: 'malformed', reason }
}

export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const PING_FRAME = '{"event":"pusher:ping","data":"{}"}'
export const PONG_FRAME = '{"event":"pusher:pong","data":"{}"}'

/** Protocol 7 sends the data of this event as a JSON string, not as an object. */
export function establishedFrame(socketId: string, activityTimeoutSeconds: number): string {
  const data = JSON.stringify({ socket_id: socketId, activity_timeout: activityTimeoutSeconds })
  return JSON.stringify({ event: 'pusher:connection_established', data })
}

export function subscriptionSucceededFrame(channel: string): string {
  return JSON.stringify({ event: 'pusher_internal:subscription_succeeded', channel, data: '{}' })
}

export type SubscriptionErrorType = 'AuthError' | 'InvalidChannel' | 'UnsupportedChannel' | 'LimitReached'

export function subscriptionErrorFrame(channel: string, type: SubscriptionErrorType, error: string, status: number) {
  return JSON.stringify({ event: 'pusher:subscription_error', channel, data: { type, error, status } })
}

export function signinSucceededFrame(userData: string): string {
  return JSON.stringify({ event: 'pusher:signin_success', data: JSON.stringify({ user_data: userData }) })
}

/** Returns an error frame. `code` is null for an error that does not end the connection, as in Pusher Channels. */
export function errorFrame(message: string, code: number | null = null): string {
  return JSON.stringify({ event: 'pusher:error', data: { code, message } })
}

export function closeFrame(reason: CloseReason): string {
  return errorFrame(reason.message, reason.code)
}

/** Returns a function that makes the frame for a channel; all channels of a trigger share `head` and `tail`. */
export function eventFrames(event: string, data: string): (channel: string) => Buffer {
  const head = `{"event":${JSON.stringify(event)},"channel":`
  const tail = `,"data":${JSON.stringify(data)}}`
  return (channel) => Buffer.from(head + JSON.stringify(channel) + tail)
}
