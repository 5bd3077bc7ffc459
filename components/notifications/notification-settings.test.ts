import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFakeStorage } from '@/components/offline/fake-storage'
import {
  changeNotificationSettings,
  defaultNotificationSettings,
  notificationSettings,
  onNotificationSettingsChange,
  PREVIEWS,
  parseNotificationSettings,
} from './notification-settings'

beforeEach(() => {
  vi.stubGlobal('localStorage', createFakeStorage())
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('removeEventListener', () => {})
})
afterEach(() => vi.unstubAllGlobals())

it('settings that were stored are read back as they are', () => {
  const settings = fc.record({
    sound: fc.boolean(),
    toasts: fc.boolean(),
    system: fc.boolean(),
    preview: fc.constantFrom(...PREVIEWS),
    declined: fc.boolean(),
  })
  fc.assert(
    fc.property(settings, (stored) => {
      expect(parseNotificationSettings(JSON.stringify(stored))).toEqual(stored)
    }),
  )
})

it('settings that are missing, damaged or of another version have their defaults', () => {
  const defaults = defaultNotificationSettings()
  for (const text of [null, '', '{', '[]', 'null', '7', '{"sound":"loud","preview":"everything","other":1}'])
    expect(parseNotificationSettings(text)).toEqual(defaults)
  fc.assert(fc.property(fc.string(), (text) => void parseNotificationSettings(text)))
})

it('a sound that an earlier version switched off stays off', () => {
  localStorage.setItem('kith.sound', 'off')
  expect(notificationSettings()).toEqual({ ...defaultNotificationSettings(), sound: false })
  changeNotificationSettings({ preview: 'name' })
  expect(notificationSettings()).toMatchObject({ sound: false, preview: 'name' })
})

it('the settings are the same object until they change, and a change is announced', () => {
  const listener = vi.fn()
  const stop = onNotificationSettingsChange(listener)
  const before = notificationSettings()
  expect(notificationSettings()).toBe(before)
  changeNotificationSettings({ toasts: false })
  expect(listener).toHaveBeenCalledTimes(1)
  expect(notificationSettings()).toEqual({ ...before, toasts: false })
  stop()
})
