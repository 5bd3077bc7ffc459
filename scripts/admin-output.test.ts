import { expect, test } from 'vitest'
import { sessionTable } from './admin-output'

test('nothing that a device says of itself moves the cursor of the host, its address as little as its name', () => {
  const at = new Date('2026-02-01T10:00:00Z')
  const told = sessionTable([
    { id: 'id', createdAt: at, lastUsedAt: at, address: '\u009b2J192.0.2.1', userAgent: 'A\u001b[2J\nphone' },
  ])
  expect(told.split('\n')[1]).toBe('id  2026-02-01 10:00  2026-02-01 10:00  \uFFFD2J192.0.2.1  A\uFFFD[2J phone')
})
