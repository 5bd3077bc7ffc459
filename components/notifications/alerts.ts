import type { Route } from 'next'
import { currentStrings } from '@/components/strings/strings'
import type { toast } from '@/components/ui/toasts'
import type { Person } from '@/lib/accounts/schema'
import type { NotificationSettings } from './notification-settings'
import type { SystemPermission, showSystemNotification } from './system-notifications'

const ICON = '/icons/kith-192.png'

/** Something new, shown as a toast or as a notification of the operating system. */
export interface Alert {
  /** An alert replaces the shown one with the same tag. */
  tag: string
  /** The person who did something, if the text does not name them. */
  title?: string
  text: string
  /** How many things the alert stands for. */
  detail?: string
  person?: Person
  path: Route
}

interface AlertsDeps {
  settings(): NotificationSettings
  /** Whether no tab of this browser is visible. It is asked in the tab with the most attention. */
  isHidden(): boolean
  permission(): SystemPermission
  showToast: typeof toast
  showSystem: typeof showSystemNotification
  playSound(): void
}

/** Shows alerts in the way that the device's settings choose. */
export function createAlerts({ settings, isHidden, permission, showToast, showSystem, playSound }: AlertsDeps) {
  const isShownBySystem = () => isHidden() && settings().system && permission() === 'granted'

  const showInSystem = ({ tag, title, text, detail, person, path }: Alert) =>
    showSystem({
      tag,
      title: detail === undefined ? (title ?? text) : `${title ?? text} (${detail})`,
      body: title === undefined ? '' : text,
      icon: person?.pictureId ? `/api/pictures/${person.pictureId}` : ICON,
      path,
      silent: !settings().sound,
    })

  const showInTab = ({ tag, path, ...shown }: Alert) =>
    showToast({ ...shown, key: tag, action: { label: currentStrings().toasts.open, href: path } })

  return {
    /** Shows an alert; `close` removes it. */
    show(alert: Alert): { close(): void } {
      if (isShownBySystem()) return showInSystem(alert)
      return settings().toasts ? showInTab(alert) : { close() {} }
    },
    /** Plays the sound for the alerts that were just shown. The operating system has its own. */
    play() {
      if (settings().sound && !isShownBySystem()) playSound()
    },
  }
}
