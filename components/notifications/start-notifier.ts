import type { DeviceStore } from '@/components/offline/device-store'
import type { SyncClient } from '@/components/sync/sync-client'
import { openElection } from '@/components/sync/tab-election'
import { toast } from '@/components/ui/toasts'
import { REQUEST_KINDS } from '@/lib/notifications/rules'
import type { Notification } from '@/lib/notifications/schema'
import { createNotifier } from './notifier'
import { playSound, unlockAudioOnGesture } from './sound'

/** Shows new notifications in one tab of this browser. Returns a function that stops it. */
export function startNotifier(reader: SyncClient, userId: string, claim: DeviceStore['claim']): () => void {
  const leader = openElection(`kith-news-${userId}`)
  const play = () => void playSound().catch(() => {}) // No sound device is available; the toast is shown anyway.
  // The election finds the best tab; on a slow machine two tabs may believe they have won it.
  const lead = async (newsId: string) => (await leader.lead(newsId)) && (await claim(newsId))
  const notifier = createNotifier({ lead, show: toast, play, isInView })
  const stops = [reader.onEvent(notifier.onEvent), unlockAudioOnGesture(), notifier.stop, leader.stop]
  return () => {
    for (const stop of stops) stop()
  }
}

function isInView({ kind }: Notification): boolean {
  if (document.visibilityState === 'hidden') return false
  return location.pathname === '/notifications' || (REQUEST_KINDS.includes(kind) && location.pathname === '/friends')
}
