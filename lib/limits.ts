import { z } from 'zod'

const LIMIT_MAX = 1_000_000_000

const limit = (byDefault: number) =>
  z
    .custom<number>(isLimit, {
      error: ({ input }) => `must be a whole number from 0 to ${LIMIT_MAX}, not ${told(input)}`,
    })
    .default(byDefault)

const isLimit = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LIMIT_MAX

const told = (value: unknown) => JSON.stringify(value)?.slice(0, 60)

/** Every number a host may change with KITH_LIMITS; an unknown key stops the start. */
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
  signInPerAccount: limit(5), // For strangers together, for each device that signed in before, and for each session.
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
