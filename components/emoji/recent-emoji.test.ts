import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { wipeDevice } from '@/components/offline/device-owner'
import { createFakeStorage } from '@/components/offline/fake-storage'
import { recentEmoji, rememberEmoji } from './recent-emoji'

beforeEach(() => {
  vi.stubGlobal('localStorage', createFakeStorage())
})
afterEach(() => vi.unstubAllGlobals())

it('the emoji that was chosen last comes first, each once, up to a limit', () => {
  for (const emoji of ['👍', '🦊', '👍']) rememberEmoji('alice', emoji)
  expect(recentEmoji('alice')).toEqual(['👍', '🦊'])
  for (let code = 0; code < 30; code++) rememberEmoji('alice', String.fromCodePoint(0x1f400 + code))
  expect(recentEmoji('alice')).toHaveLength(16)
  expect(recentEmoji('alice')[0]).toBe('🐝')
})

it('each user has their own, and signing out deletes them', async () => {
  rememberEmoji('alice', '🦊')
  expect(recentEmoji('bob')).toEqual([])
  await wipeDevice('alice')
  expect(recentEmoji('alice')).toEqual([])
  expect(Object.keys(localStorage)).toEqual([])
})

it.each(['{', '{}', '"🦊"', '[1,null]'])('a stored value that is no list of emoji is ignored: %s', (stored) => {
  localStorage.setItem('kith.emoji.alice', stored)
  expect(recentEmoji('alice')).toEqual([])
  rememberEmoji('alice', '🦊')
  expect(recentEmoji('alice')).toEqual(['🦊'])
})

it('where the browser stores nothing, they are kept in memory', () => {
  vi.stubGlobal('localStorage', undefined)
  rememberEmoji('carol', '🦊')
  rememberEmoji('carol', '🎂')
  expect(recentEmoji('carol')).toEqual(['🎂', '🦊'])
})
