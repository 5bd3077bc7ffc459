import { expect, it } from 'vitest'
import { availableActions } from './message-menu-items'

const limits = { editMinutes: 15, retractHours: 48 }
const now = new Date('2026-03-10T12:00:00Z')
const sent = (minutesAgo: number) => ({
  seq: 1,
  sending: 'stored' as const,
  retracted: false,
  createdAt: new Date(now.getTime() - minutesAgo * 60_000).toISOString(),
})
const waiting = { ...sent(1000), seq: 0, sending: 'queued' as const }
const failed = { ...waiting, sending: 'failed' as const }
const mine = { isMine: true, open: true, now, limits }
const theirs = { ...mine, isMine: false }

it.each([
  ['one’s own, new', sent(1), mine, ['react', 'reply', 'copy', 'edit', 'hide', 'retract']],
  ['one’s own after a quarter of an hour', sent(15), mine, ['react', 'reply', 'copy', 'hide', 'retract']],
  ['one’s own after two days', sent(48 * 60), mine, ['react', 'reply', 'copy', 'hide']],
  ['another’s', sent(1), theirs, ['react', 'reply', 'copy', 'hide', 'report']],
  ['one’s own where nothing may be written', sent(1), { ...mine, open: false }, ['copy', 'hide']],
  ['another’s where nothing may be written', sent(1), { ...theirs, open: false }, ['copy', 'hide', 'report']],
  ['one that was taken back', { ...sent(1), retracted: true }, theirs, ['hide']],
  ['one that waits, however long', waiting, mine, ['edit', 'copy', 'discard']],
  ['one that was refused', failed, mine, ['retry', 'edit', 'copy', 'discard']],
  ['one that was refused where nothing may be written', failed, { ...mine, open: false }, ['retry', 'copy', 'discard']],
])('what can be done to %s', (_, message, situation, actions) => {
  expect(availableActions(message, situation)).toEqual(actions)
})
