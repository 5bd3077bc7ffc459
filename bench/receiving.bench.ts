import type { Page } from '@playwright/test'
import { befriend } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const MESSAGES = 20
const INTERVAL_MS = 500

/** Counts the calls of the API that a page makes from now on, by method and path without ids. */
function countCalls(page: Page) {
  const counts = new Map<string, number>()
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (!pathname.startsWith('/api/')) return
    const call = `${request.method()} ${pathname.replace(/[0-9a-f-]{36}/gu, ':id')}`
    counts.set(call, (counts.get(call) ?? 0) + 1)
  })
  return counts
}

test('the calls that two open tabs make for received messages are reported', async ({ alice, bob }) => {
  const id = await befriend(alice, bob)
  await bob.openChat(alice)
  const other = await bob.context.newPage()
  await other.goto('/friends')
  await bob.shell.expectLive()
  const tabs = [countCalls(bob.page), countCalls(other)]
  for (let number = 1; number <= MESSAGES; number++) {
    await alice.api.send(id, `number ${number}`)
    await bob.page.waitForTimeout(INTERVAL_MS)
  }
  await bob.page.waitForTimeout(3000) // Receipts are sent up to a second later.
  for (const [index, counts] of tabs.entries()) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    report(
      `tab ${index + 1}, ${MESSAGES} messages received: ${total} calls; ${[...counts].map((call) => call.join(' ')).join(', ')}`,
    )
  }
})

function report(line: string) {
  process.stdout.write(`${line}\n`)
}
