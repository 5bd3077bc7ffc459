import { inject } from 'vitest'

const ADMITTED = { event: 'pusher:connection_established', code: undefined }

function refusedWith(code: number): { event: string; code: number | undefined } {
  return { event: 'pusher:error', code }
}

/** What the Pusher documentation says, and what this project refuses on purpose. The embedded server behaves so. */
const PROTOCOL = {
  activityTimeoutSeconds: 120,
  missingVersionCloses: refusedWith(4008),
  malformedVersionCloses: refusedWith(4006),
  oldVersionCloses: refusedWith(4007),
  unfitFrameAnswers: ['pusher:error'],
  repeatedSubscriptionAnswer: 'pusher:error',
  publicChannelAnswer: 'pusher:subscription_error',
  unsignedPresenceAnswer: 'pusher:subscription_error',
  refusalIsToldIn: 'status line',
  staleTimestampStatus: 401,
  unknownKeyStatus: 401,
  invalidChannelNameStatus: 400,
}

type Behaviour = typeof PROTOCOL
type Deviations = { readonly [Name in keyof Behaviour]?: { readonly is: Behaviour[Name]; readonly because: string } }

/** Where Soketi 1.6.1 behaves differently. Each is asserted when the suite runs against Soketi, none is skipped. */
const SOKETI: Deviations = {
  activityTimeoutSeconds: { is: 30, because: 'it always announces 30 seconds' },
  missingVersionCloses: { is: ADMITTED, because: 'it never looks at the protocol version' },
  malformedVersionCloses: { is: ADMITTED, because: 'it never looks at the protocol version' },
  oldVersionCloses: { is: ADMITTED, because: 'it never looks at the protocol version' },
  unfitFrameAnswers: { is: [], because: 'it drops frames that it does not understand in silence' },
  repeatedSubscriptionAnswer: {
    is: 'pusher_internal:subscription_succeeded',
    because: 'it confirms a repeated subscription again',
  },
  publicChannelAnswer: { is: 'pusher_internal:subscription_succeeded', because: 'it serves public and cache channels' },
  refusalIsToldIn: {
    is: 'body',
    because: 'it writes CORS headers first, so that the status stays 200 and only the body has the code',
  },
  staleTimestampStatus: { is: 200, because: 'it checks the signature of auth_timestamp, never its age' },
  unknownKeyStatus: { is: 200, because: 'it signs with whatever auth_key the request names' },
  invalidChannelNameStatus: { is: 200, because: 'it checks channel names when subscribing only' },
}

/** The behaviour to expect of the broker under test. */
export function expected<Name extends keyof Behaviour>(name: Name): Behaviour[Name] {
  return deviation(name)?.is ?? PROTOCOL[name]
}

/** For the name of a test: says so when the broker under test deviates. */
export function note(name: keyof Behaviour): string {
  const because = deviation(name)?.because
  return because === undefined ? '' : ` (Soketi deviates: ${because})`
}

function deviation<Name extends keyof Behaviour>(name: Name): Deviations[Name] {
  const deviations: Deviations = inject('soketi') ? SOKETI : {}
  return deviations[name]
}
