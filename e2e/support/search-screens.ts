import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { ConversationPage } from '@/e2e/pages/conversation'
import { Shell } from '@/e2e/pages/shell'

type Open = (page: Page) => Promise<unknown>

const search = async (page: Page, text: string) => {
  await page.goto('/messages')
  await new Shell(page).expectLive()
  await page.getByRole('searchbox', { name: en.messages.search }).fill(text)
}

/** Seeded messages are indexed within a minute. */
const CAUGHT_UP = { timeout: 75_000 }

const found = (page: Page) => page.getByRole('list', { name: en.search.messages }).getByRole('listitem')

/** Screens of search results; `conversation` opens a conversation. */
export const foundByWords = (conversation: Open): Record<string, Open> => ({
  'messages-search': async (page) => {
    await expect(async () => {
      await search(page, 'to')
      await expect(found(page).first()).toBeVisible({ timeout: 5000 })
    }).toPass(CAUGHT_UP)
  },
  'messages-search-nothing': async (page) => {
    await search(page, 'zzzz')
    await expect(page.getByText(en.search.nothing)).toBeVisible()
  },
  'messages-search-dates': async (page) => {
    await expect(async () => {
      await search(page, 'to')
      await expect(found(page).first()).toBeVisible({ timeout: 5000 })
    }).toPass(CAUGHT_UP)
    await page.getByLabel(en.search.period).selectOption(en.search.periods.dates)
    await expect(found(page).first()).toBeVisible()
  },
  'conversation-search': async (page) => {
    await conversation(page)
    await page.getByRole('button', { name: en.search.open }).click()
    const field = page.getByRole('searchbox', { name: /^Search messages with/ })
    await expect(async () => {
      await field.fill('')
      await field.fill('th')
      await expect(page.getByRole('status').getByText(/^1 of/)).toBeVisible({ timeout: 5000 })
    }).toPass(CAUGHT_UP)
    await expect(new ConversationPage(page).log().locator('[data-found]')).toBeInViewport()
  },
  'quick-switcher': async (page) => {
    await conversation(page)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('option').first()).toBeVisible()
  },
  shortcuts: async (page) => {
    await page.goto('/friends')
    await new Shell(page).expectLive()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: en.shortcuts.title })).toBeVisible()
  },
})
