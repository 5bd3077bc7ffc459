import { expect, it, vi } from 'vitest'
import { type Alert, createAlerts } from './alerts'
import { defaultNotificationSettings, type NotificationSettings } from './notification-settings'
import type { SystemPermission } from './system-notifications'

const alert: Alert = { tag: 'conversation-c', title: 'Alice', detail: '2 new', text: 'Hello', path: '/messages' }

function open({
  permission = 'granted' as SystemPermission,
  isHidden = false,
  ...settings
}: Partial<NotificationSettings> & { permission?: SystemPermission; isHidden?: boolean } = {}) {
  const close = vi.fn()
  const [showToast, showSystem, playSound] = [vi.fn(() => ({ close })), vi.fn(() => ({ close })), vi.fn()]
  const alerts = createAlerts({
    settings: () => ({ ...defaultNotificationSettings(), ...settings }),
    isHidden: () => isHidden,
    permission: () => permission,
    showToast,
    showSystem,
    playSound,
  })
  alerts.show(alert).close()
  alerts.play()
  return { toasts: showToast.mock.calls.length, system: showSystem.mock.calls, sounds: playSound.mock.calls.length }
}

it('an alert is a toast with a sound while a tab is visible, and a system notification while none is', () => {
  expect(open()).toMatchObject({ toasts: 1, system: [], sounds: 1 })
  expect(open({ isHidden: true })).toMatchObject({ toasts: 0, system: [[{ silent: false }]], sounds: 0 })
})

it('an alert is a toast in a hidden tab too, if system notifications are off or not allowed', () => {
  for (const permission of ['default', 'denied', 'unsupported'] as const)
    expect(open({ isHidden: true, permission })).toMatchObject({ toasts: 1, system: [], sounds: 1 })
  expect(open({ isHidden: true, system: false })).toMatchObject({ toasts: 1, system: [], sounds: 1 })
})

it('an alert is not shown, or not heard, if the settings say so', () => {
  expect(open({ toasts: false })).toMatchObject({ toasts: 0, system: [], sounds: 1 })
  expect(open({ sound: false })).toMatchObject({ toasts: 1, sounds: 0 })
  expect(open({ sound: false, isHidden: true })).toMatchObject({ system: [[{ silent: true }]], sounds: 0 })
})

it('a system notification names the person with the count, and has the text below', () => {
  const { system } = open({ isHidden: true })
  expect(system).toEqual([[expect.objectContaining({ title: 'Alice (2 new)', body: 'Hello', path: '/messages' })]])
})
