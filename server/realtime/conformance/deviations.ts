import { inject } from 'vitest'

const ACCEPTED = { event: 'pusher:connection_established', code: undefined }

function refusedWith(code: number): { event: string; code: number | undefined } {
  return { event: 'pusher:error', code }
}

/** Behaviour of the embedded server: the Pusher documentation, and what this project refuses on purpose. */
const PROTOCOL = {
  activityTimeoutSeconds: 120,
  missingVersionCloses: refusedWith(4008),
  malformedVersionCloses: refusedWith(4006),
  oldVersionCloses: refusedWith(4007),
  invalidFrameAnswers: ['pusher:error'],
  repeatedSubscriptionAnswer: 'pusher:error',
  publicChannelAnswer: 'pusher:subscription_error',
  unsignedPresenceAnswer: 'pusher:subscription_error',
  refusalStatusIn: 'status line',
  staleTimestampStatus: 401,
  unknownKeyStatus: 401,
  invalidChannelNameStatus: 400,
}

type Behaviour = typeof PROTOCOL
type Deviations = { readonly [Name in keyof Behaviour]?: { readonly is: Behaviour[Name]; readonly because: string } }

/** Differences of Soketi 1.6.1. Each is asserted when the suite runs against Soketi; none is skipped. */
const SOKETI: Deviations = {
  activityTimeoutSeconds: { is: 30, because: 'it always announces 30 seconds' },
  missingVersionCloses: { is: ACCEPTED, because: 'it ignores the protocol version' },
  malformedVersionCloses: { is: ACCEPTED, because: 'it ignores the protocol version' },
  oldVersionCloses: { is: ACCEPTED, because: 'it ignores the protocol version' },
  invalidFrameAnswers: { is: [], because: 'it silently drops frames that it does not understand' },
  repeatedSubscriptionAnswer: {
    is: 'pusher_internal:subscription_succeeded',
    because: 'it confirms a repeated subscription again',
  },
  publicChannelAnswer: { is: 'pusher_internal:subscription_succeeded', because: 'it serves public and cache channels' },
  refusalStatusIn: {
    is: 'body',
    because: 'it writes CORS headers first, so that the status stays 200 and only the body has the code',
  },
  staleTimestampStatus: { is: 200, because: 'it checks the signature of auth_timestamp, never its age' },
  unknownKeyStatus: { is: 200, because: 'it signs with whatever auth_key the request names' },
  invalidChannelNameStatus: { is: 200, because: 'it checks channel names when subscribing only' },
}

/** Returns the expected behaviour of the broker under test. */
export function expected<Name extends keyof Behaviour>(name: Name): Behaviour[Name] {
  return deviation(name)?.is ?? PROTOCOL[name]
}

/** Returns a suffix for a test title that explains a deviation of the broker under test, or an empty string. */
export function note(name: keyof Behaviour): string {
  const because = deviation(name)?.because
  return because === undefined ? '' : ` (Soketi deviates: ${because})`
}

function deviation<Name extends keyof Behaviour>(name: Name): Deviations[Name] {
  const deviations: Deviations = inject('soketi') ? SOKETI : {}
  return deviations[name]
}
