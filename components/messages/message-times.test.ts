import { expect, it } from 'vitest'
import { en } from '@/components/strings/en'
import { timesOf } from './message-times'

const texts = { text: en.messages, exactTime: (at: Date) => at.toISOString().slice(11, 16) }
const stored = {
  seq: 1,
  state: 'stored' as const,
  retracted: false,
  createdAt: '2026-03-10T12:00:00Z',
  editedAt: null,
}
const edited = { ...stored, editedAt: '2026-03-10T12:05:00Z' }

/** The lines, without the invisible characters that isolate names. */
const lines = (...[message, isMine]: [Parameters<typeof timesOf>[0], boolean]) =>
  timesOf(message, isMine, texts).map((line) => line.replace(/[\u2066-\u2069]/gu, ''))

it.each([
  ['a stored one of the viewer', stored, true, ['Sent 12:00']],
  ['a delivered one', { ...stored, state: 'delivered' as const }, true, ['Sent 12:00', 'Delivered']],
  ['an edited one that was read', { ...edited, state: 'read' as const }, true, ['Sent 12:00', 'Edited 12:05', 'Read']],
  ['one of the peer, whatever its state', { ...edited, state: 'read' as const }, false, ['Sent 12:00', 'Edited 12:05']],
  ['a retracted one', { ...edited, retracted: true }, true, ['Sent 12:00']],
  ['a queued one', { ...stored, seq: 0, state: 'queued' as const }, true, ['Written 12:00', 'Waiting to be sent']],
  ['one with a queued edit', { ...stored, state: 'queued' as const }, true, ['Sent 12:00', 'Waiting to be sent']],
])('timesOf states for %s only the times that are known', (_, message, isMine, expected) => {
  expect(lines(message, isMine)).toEqual(expected)
})
