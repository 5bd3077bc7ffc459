import type { StoredOutboxItem } from '@/components/offline/device-store'

/** A message that the server has not confirmed. `queued` waits for its turn or the network, `failed` for its writer. */
export interface OutboxItem extends StoredOutboxItem {
  state: 'queued' | 'sending' | 'failed'
  /** The device could not keep it: it is lost with the tab. */
  inTabOnly: boolean
}
