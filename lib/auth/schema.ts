import { z } from 'zod'
import { idInPath } from '@/lib/ids'

export const sessionInput = z.object({ sessionId: idInPath })

/** A device that somebody is signed in on. */
export interface SessionView {
  id: string
  /** In short, as in "Firefox on Linux"; null for one that does not say. */
  device: string | null
  userAgent: string
  createdAt: string
  /** To the hour or so. */
  lastUsedAt: string
  /** Whether it is the one that asks. */
  current: boolean
}
