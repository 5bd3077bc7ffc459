import { z } from 'zod'

export const webhookInput = z.object({ bytes: z.instanceof(Uint8Array) })

const channelEvent = z.object({ name: z.string(), channel: z.string().optional() })
export type ChannelEvent = z.infer<typeof channelEvent>

/** The parts of a webhook that are used. Events of other kinds may have no channel. */
export const webhookContent = z.object({ time_ms: z.number(), events: z.array(channelEvent) })

/** Response of `GET /api/friends/online`. */
export interface OnlineFriends {
  userIds: string[]
}
