import { z } from 'zod'

const socketId = z.string().regex(/^\d+\.\d+$/, 'is not a socket id')

export const channelAuthInput = z.object({ socket_id: socketId, channel_name: z.string().min(1).max(200) })

export const userAuthInput = z.object({ socket_id: socketId })

/** Address of the socket for a tab: a cluster of Pusher Channels, a host, or (both null) the origin of the page. */
export interface RealtimeConfig {
  key: string
  host: string | null
  port: number | null
  tls: boolean | null
  cluster: string | null
  channel: string
}
