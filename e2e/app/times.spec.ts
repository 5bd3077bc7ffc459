import { expect, type Page } from '@playwright/test'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

const READERS = [
  { locale: 'en-US', timezoneId: 'America/New_York' },
  { locale: 'en-GB', timezoneId: 'Asia/Kathmandu' },
] as const

for (const { locale, timezoneId } of READERS)
  test(`times are written for a reader with ${locale} in ${timezoneId}, by the server and by the browser`, async ({
    newPerson,
    bob,
  }) => {
    const alice = await newPerson('Alice', { locale, timezoneId })
    const at = await messageFrom(bob, alice)
    const expected = at.toLocaleTimeString(locale, { timeZone: timezoneId, hour: 'numeric', minute: '2-digit' })
    const errors = errorsOf(alice.page)
    await alice.page.goto('/sign-in') // Any page tells the time zone.
    const html = (await (await alice.page.goto('/messages'))?.text()) ?? ''
    expect(timesIn(html)).toEqual([plain(expected)])
    await alice.shell.expectLive()
    await expect(alice.page.getByRole('main').locator('time')).toHaveText(plain(expected))
    const since = at.toLocaleDateString(locale, {
      timeZone: timezoneId,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    })
    await alice.page.goto(`/u/${bob.user.username}`)
    await expect(alice.page.getByText(`Friends since ${since}`)).toBeVisible()
    expect(errors).toEqual([])
  })

test('a first visit shows no time until the time zone is known', async ({ newPerson, bob }) => {
  const [{ locale, timezoneId }] = READERS
  const alice = await newPerson('Alice', { locale, timezoneId })
  const at = await messageFrom(bob, alice)
  const errors = errorsOf(alice.page)
  const html = (await (await alice.page.goto('/messages'))?.text()) ?? ''
  expect(html).toMatch(/<time [^>]*class="[^"]*\binvisible\b/)
  const expected = at.toLocaleTimeString(locale, { timeZone: timezoneId, hour: 'numeric', minute: '2-digit' })
  await expect(alice.page.getByRole('main').locator('time').filter({ visible: true })).toHaveText(plain(expected))
  expect(errors).toEqual([])
})

/** Sends a message and returns its time. */
async function messageFrom(sender: Person, reader: Person): Promise<Date> {
  const { createdAt } = await sender.api.send(await befriend(sender, reader), 'What time is it?')
  return new Date(createdAt)
}

const timesIn = (html: string) => [...html.matchAll(/<time [^>]*>([^<]+)<\/time>/g)].map(([, text = '']) => text)

/** Some versions of Intl write a narrow space before AM and PM. */
const plain = (time: string) => time.replace('\u202f', ' ')

function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  return errors
}
