import type { StoredOutboxItem } from '@/components/offline/device-store'

/**
 * A message that the server has not confirmed. `queued` is sent once earlier ones are and the network is back; `failed`
 * needs an action of its author.
 */
export interface OutboxItem extends StoredOutboxItem {
  state: 'queued' | 'sending' | 'failed'
  /** The device could not store the message, so it is lost when the tab is closed. */
  inTabOnly: boolean
}
