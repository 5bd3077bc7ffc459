import { z } from 'zod'
import { idInPath } from '@/lib/ids'

export const sessionInput = z.object({ sessionId: idInPath })

/** A session as the list of devices shows it. */
export interface SessionView {
  id: string
  /** Short name such as "Firefox on Linux"; null when unknown. */
  device: string | null
  userAgent: string
  createdAt: string
  /** Accurate to about an hour. */
  lastUsedAt: string
  /** Whether it is the session of this request. */
  current: boolean
}
