import { expect, test } from 'vitest'
import { reportList, sessionTable } from './admin-output'

test('nothing that a device says of itself moves the cursor of the host, its address as little as its name', () => {
  const at = new Date('2026-02-01T10:00:00Z')
  const told = sessionTable([
    { id: 'id', createdAt: at, lastUsedAt: at, address: '\u009b2J192.0.2.1', userAgent: 'A\u001b[2J\nphone' },
  ])
  expect(told.split('\n')[1]).toBe('id  2026-02-01 10:00  2026-02-01 10:00  \uFFFD2J192.0.2.1  A\uFFFD[2J phone')
})

test('nothing that somebody wrote into a report begins a line of its own or turns one around', () => {
  const created = new Date('2026-02-01T10:00:00Z')
  const told = reportList([
    {
      id: 'id',
      reason: 'spam',
      note: 'a\u2028b\u2029c\u0085d\u202ee\u001b[31m\rf',
      createdAt: created,
      resolvedAt: null,
      reporter: 'anna',
      reported: 'eve',
      snapshot: { person: { username: 'eve', displayName: 'Eve', bio: '', pictureId: null } },
    },
  ])
  expect(told).toContain('  note: a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD[31m\uFFFDf\n')
})
