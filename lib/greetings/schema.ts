import { z } from 'zod'
import { id } from '@/lib/ids'

export const greetingInput = z.object({ userId: id, clientId: id, body: z.string() })

export type GreetingInput = z.infer<typeof greetingInput>

/** The one message to a user who is not yet a friend, pending with the request. */
export interface Greeting {
  id: string
  userId: string
  clientId: string
  body: string
  createdAt: string
}
