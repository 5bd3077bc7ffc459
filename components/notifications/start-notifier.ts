import { conversationIdFromPath } from '@/components/conversation-data/paths'
import type { DeviceStore } from '@/components/offline/device-store'
import { serverNow } from '@/components/server-time'
import { currentStrings } from '@/components/strings/strings'
import type { SyncClient } from '@/components/sync/sync-client'
import { openElection, SHOWS_IT } from '@/components/sync/tab-election'
import { type ToastRequest, toast } from '@/components/ui/toasts'
import { REQUEST_KINDS } from '@/lib/notifications/rules'
import type { Notification } from '@/lib/notifications/schema'
import { createAlerts } from './alerts'
import { MessageNotifier } from './message-notifier'
import { notificationSettings } from './notification-settings'
import { createNotifier } from './notifier'
import { offerSystemNotifications } from './offer-system-notifications'
import { playSound, unlockAudioOnGesture } from './sound'
import { showSystemNotification, systemPermission } from './system-notifications'

/** Shows new notifications and messages in one tab of this browser. Returns a function that stops it. */
export function startNotifier(reader: SyncClient, userId: string, claim: DeviceStore['claim']): () => void {
  const election = openElection(`kith-news-${userId}`)
  // The election finds the best tab; on a slow machine two tabs may believe they have won it.
  const lead = async (id: string, isInView = false) =>
    (await election.lead(id, isInView ? SHOWS_IT : undefined)) && (await claim(id))
  const alerts = createAlerts({
    settings: notificationSettings,
    isHidden: () => document.visibilityState === 'hidden',
    permission: systemPermission,
    showToast: toast,
    showSystem: showSystemNotification,
    playSound: () => void playSound().catch(() => {}), // No sound device is available; the toast is shown anyway.
  })
  const notifier = createNotifier({ lead, show: showWith(alerts.show), play: alerts.play, isInView })
  const messages = new MessageNotifier({
    viewerId: userId,
    lead,
    show: alerts.show,
    play: alerts.play,
    onShown: offerSystemNotifications,
    isInView: (id) => isVisible() && conversationIdFromPath(location.pathname) === id,
    isListInView: () => isVisible() && location.pathname.startsWith('/messages'),
    preview: () => notificationSettings().preview,
    now: serverNow,
  })
  const stops = [
    reader.onEvent(notifier.onEvent),
    reader.onEvent(messages.onEvent),
    unlockAudioOnGesture(),
    notifier.stop,
    messages.stop,
    election.stop,
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Shows the toast of a notification as an alert, without naming anybody where the settings say so. */
function showWith(show: ReturnType<typeof createAlerts>['show']): typeof toast {
  let lastTag = 0
  return ({ text, person, action }: ToastRequest) => {
    const path = action && 'href' in action ? action.href : '/notifications'
    const tag = `notification-${++lastTag}`
    if (notificationSettings().preview === 'nothing')
      return show({ tag, text: currentStrings().notifications.several(1), path: '/notifications' })
    return show({ tag, text, path, ...(person && { person: { username: '', pictureId: null, ...person } }) })
  }
}

const isVisible = () => document.visibilityState === 'visible'

function isInView({ kind }: Notification): boolean {
  if (!isVisible()) return false
  return location.pathname === '/notifications' || (REQUEST_KINDS.includes(kind) && location.pathname === '/friends')
}
