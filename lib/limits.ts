import { z } from 'zod'

const MAX_LIMIT = 1_000_000_000

const limit = (byDefault: number) =>
  z
    .custom<number>(isLimit, {
      error: ({ input }) => `must be a whole number from 0 to ${MAX_LIMIT}, not ${toJson(input)}`,
    })
    .default(byDefault)

const isLimit = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_LIMIT

const toJson = (value: unknown) => JSON.stringify(value)?.slice(0, 60)

/** Every limit that the operator may change with KITH_LIMITS. An unknown key stops the start. */
const limits = {
  friendsFree: limit(500),
  friendsPro: limit(2000),
  pendingOutgoing: limit(100),
  requestsPerDay: limit(30),
  declineCooldownHours: limit(24),
  blockChangesPerMinute: limit(60),
  blockChangesPerDay: limit(1000),
  profileChangesPerHour: limit(30),
  messageCodePoints: limit(2000),
  editMinutes: limit(15),
  retractHours: limit(48),
  sendPer10Seconds: limit(10),
  sendPerMinute: limit(120),
  searchPerMinute: limit(30),
  invitations: limit(20),
  invitationsPerDay: limit(100),
  invitationLookupsPerMinute: limit(30),
  // One window each for all unknown devices together, for each known device, and for each session.
  signInPerAccount: limit(5),
  signInPerAddress: limit(20),
  signUpPerAddress: limit(10),
  reportPer10Seconds: limit(3),
  socketsPerUser: limit(20),
  socketsPerAddress: limit(5000),
}

export const limitsSchema = z.strictObject(limits, {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? `has no limit ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}; there are ${Object.keys(limits).join(', ')}`
      : undefined,
})

export type Limits = z.infer<typeof limitsSchema>
