import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'
import { changeNotificationSettings, notificationSettings } from './notification-settings'
import { askSystemPermission, systemPermission } from './system-notifications'

const DURATION_MS = 30_000

let isOffered = false

/**
 * Offers notifications of the operating system, once in the life of this tab, unless the user has chosen already. The
 * browser itself asks only after they agreed, because a refusal there is hard to take back.
 */
export function offerSystemNotifications(): void {
  const { system, declined } = notificationSettings()
  if (isOffered || !system || declined || systemPermission() !== 'default') return
  isOffered = true
  const { offer, turnOn } = currentStrings().notifications
  toast({
    key: 'offer-system-notifications',
    text: offer,
    action: { label: turnOn, run: () => void turnOnSystemNotifications() },
    durationMs: DURATION_MS,
    onDismiss: () => changeNotificationSettings({ declined: true }),
  })
}

/** Asks for the permission where it is missing, and says what came of it. Call it from a click. */
export async function turnOnSystemNotifications(): Promise<void> {
  changeNotificationSettings({ system: true })
  const permission = systemPermission() === 'default' ? await askSystemPermission() : systemPermission()
  const { isOn, isBlocked } = currentStrings().notifications
  if (permission === 'granted') toast({ text: isOn })
  if (permission === 'denied') toast({ text: isBlocked })
}
