import { expect, it } from 'vitest'
import { availableActions } from './message-menu-items'

const limits = { editMinutes: 15, retractHours: 48 }
const now = new Date('2026-03-10T12:00:00Z')
const sent = (minutesAgo: number) => ({
  seq: 1,
  state: 'stored' as const,
  retracted: false,
  createdAt: new Date(now.getTime() - minutesAgo * 60_000).toISOString(),
})
const queued = { ...sent(1000), seq: 0, state: 'queued' as const }
const failed = { ...queued, state: 'failed' as const }
const mine = { isMine: true, open: true, now, limits }
const theirs = { ...mine, isMine: false }

it.each([
  ['a new message of the viewer', sent(1), mine, ['react', 'reply', 'copy', 'edit', 'hide', 'retract']],
  ['one of the viewer after 15 minutes', sent(15), mine, ['react', 'reply', 'copy', 'hide', 'retract']],
  ['one of the viewer after two days', sent(48 * 60), mine, ['react', 'reply', 'copy', 'hide']],
  ['one of the peer', sent(1), theirs, ['react', 'reply', 'copy', 'hide', 'report']],
  ['one of the viewer in a closed conversation', sent(1), { ...mine, open: false }, ['copy', 'hide']],
  ['one of the peer in a closed conversation', sent(1), { ...theirs, open: false }, ['copy', 'hide', 'report']],
  ['a retracted one', { ...sent(1), retracted: true }, theirs, ['hide']],
  ['a queued one, however old', queued, mine, ['edit', 'copy', 'discard']],
  ['a refused one', failed, mine, ['retry', 'edit', 'copy', 'discard']],
  ['a refused one in a closed conversation', failed, { ...mine, open: false }, ['retry', 'copy', 'discard']],
])('availableActions lists the actions of %s', (_, message, situation, actions) => {
  expect(availableActions(message, situation)).toEqual(actions)
})
