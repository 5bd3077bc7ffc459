import { z } from 'zod'

const limit = (byDefault: number) => z.number().int().min(0).max(1e9).default(byDefault)

/** Every number a host may change with KITH_LIMITS; an unknown key stops the start. */
export const limitsSchema = z.strictObject({
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
  signInPerAccount: limit(5),
  signInPerAddress: limit(20),
  signUpPerAddress: limit(10),
  reportPer10Seconds: limit(3),
  socketsPerUser: limit(20),
  socketsPerAddress: limit(5000),
})

export type Limits = z.infer<typeof limitsSchema>
