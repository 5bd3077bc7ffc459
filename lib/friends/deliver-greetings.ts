import 'server-only'
import type { Tx } from '@/db/client'
import { insertDirectConversation } from '@/db/queries/conversations'
import { endGreetings } from '@/db/queries/greetings'
import { appendMessage } from '@/db/queries/message-changes'
import type { Announce } from '@/lib/events/commit'
import { newId } from '@/lib/ids'

/** Turns pending greetings between two new friends into the first messages of their conversation. */
export async function deliverGreetings(
  tx: Tx,
  announce: Announce,
  a: string,
  b: string,
  known: string | undefined,
): Promise<void> {
  const waiting = await endGreetings(tx, a, b)
  if (waiting.length === 0) return
  const conversationId = known ?? newId()
  if (known === undefined) await insertDirectConversation(tx, conversationId, a, b)
  for (const { askerId: senderId, id, clientId, body } of waiting) {
    const seq = await appendMessage(tx, { conversationId, senderId, id, clientId, body })
    announce([a, b], { type: 'new_message', data: { conversationId, seq } })
  }
}
