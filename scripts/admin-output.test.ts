import { expect, test } from 'vitest'
import { reportList, sessionTable } from './admin-output'

test('control characters in the address and name of a device are replaced in the session table', () => {
  const at = new Date('2026-02-01T10:00:00Z')
  const output = sessionTable([
    { id: 'id', createdAt: at, lastUsedAt: at, address: '\u009b2J192.0.2.1', userAgent: 'A\u001b[2J\nphone' },
  ])
  expect(output.split('\n')[1]).toBe('id  2026-02-01 10:00  2026-02-01 10:00  \uFFFD2J192.0.2.1  A\uFFFD[2J phone')
})

test('line separators and direction controls in the note of a report are replaced', () => {
  const created = new Date('2026-02-01T10:00:00Z')
  const output = reportList([
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
  expect(output).toContain('  note: a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD[31m\uFFFDf\n')
})
