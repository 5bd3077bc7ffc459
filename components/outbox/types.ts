import type { StoredOutboxItem } from '@/components/offline/device-store'

/**
 * A message that the server has not confirmed. `queued` waits for earlier messages or the network, `failed` for its
 * author.
 */
export interface OutboxItem extends StoredOutboxItem {
  state: 'queued' | 'sending' | 'failed'
  /** The device could not store it, so it is lost when the tab is closed. */
  inTabOnly: boolean
}
