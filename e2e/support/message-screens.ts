import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { ConversationPage } from '@/e2e/pages/conversation'
import { EmojiPicker } from '@/e2e/pages/emoji-picker'
import { ProfilePage } from '@/e2e/pages/profile'
import { Shell } from '@/e2e/pages/shell'
import { Api } from './api'
import { befriend } from './people'

const text = en.messages

interface Somebody {
  user: { id: string }
  api: Api
}

const INVITED = 'Shall we walk around the lake on Saturday, if the weather holds?'
const GREETING = [
  'Hello, we met at the lake last Saturday; you told me about the boats.',
  'I would like to hear how that went on, and whether yours swims again by now.',
].join('\n')

/** Adds two users whose conversation shows every action on messages, and a user without friends. */
export async function addActions(arrive: (username: string, displayName: string) => Promise<Somebody>) {
  const nora = await arrive('nora.lind', 'Nora Lind')
  const omar = await arrive('omar.haddad', 'Omar Haddad')
  const id = await befriend(nora, omar)
  const { seq } = await omar.api.send(id, INVITED)
  const wrong = await nora.api.send(id, 'Yes, gladly. At nien?')
  await nora.api.http.patch(`/api/messages/${id}/${wrong.seq}`, { data: { body: 'Yes, gladly. At nine?' } })
  const gone = await omar.api.send(id, 'Not meant for you')
  await omar.api.http.delete(`/api/messages/${id}/${gone.seq}?for=everyone`)
  await nora.api.http.post('/api/messages/send', {
    data: { conversationId: id, clientId: crypto.randomUUID(), body: 'I bring the coffee for this one.', replyTo: seq },
  })
  await nora.api.http.post(`/api/messages/${id}/${seq}/reaction`, { data: { emoji: '👍' } })
  await omar.api.http.post(`/api/messages/${id}/${seq}/reaction`, { data: { emoji: '👍' } })
  await omar.api.http.post(`/api/messages/${id}/${seq + 3}/reaction`, { data: { emoji: '❤️' } })
  await nora.api.http.post('/api/messages/drafts', { data: { conversationId: id, body: 'And then we could' } })
  await arrive('pia.moser', 'Pia Moser')
}

const talk = async (page: Page) => {
  const api = new Api(page.request)
  const { id, peer } = await api.conversationWith((await api.find('omar.haddad')).id)
  await page.goto(`/messages/${id}`)
  await new ConversationPage(page).expectOpen(peer)
  await new Shell(page).expectLive()
  return new ConversationPage(page)
}

/** Screens of Nora. */
export const acting: Record<string, (page: Page) => Promise<unknown>> = {
  'messages-draft': async (page) => {
    await page.goto('/messages')
    await new Shell(page).expectLive()
    await expect(page.getByText('And then we could')).toBeVisible()
  },
  'message-actions': talk,
  'message-menu': async (page) => {
    const chat = await talk(page)
    await chat.row(INVITED).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
  },
  'message-menu-own': async (page) => {
    const chat = await talk(page)
    await chat.row('Yes, gladly. At nine?').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
  },
  'emoji-picker': async (page) => {
    const chat = await talk(page)
    await chat.row(INVITED).focus()
    await page.keyboard.press('Enter')
    const picker = new EmojiPicker(page)
    await picker.moreReactions().click()
    await expect(picker.emoji('grinning face')).toBeVisible()
  },
  'message-menu-waiting': async (page) => {
    const chat = await talk(page)
    await page.context().setOffline(true)
    for (const body of ['I am on the train now.', 'It is late, as ever.']) await chat.send(body)
    await expect(chat.state('queued')).toHaveCount(2)
    await chat.row('I am on the train now.').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
  },
  'message-edited-now': async (page) => {
    const chat = await talk(page)
    await chat.row('Yes, gladly. At nine?').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: text.edit, exact: true }).click()
    await expect(chat.editor()).toBeFocused()
  },
  'message-answered-now': async (page) => {
    const chat = await talk(page)
    await chat.row(INVITED).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: text.reply, exact: true }).click()
    await expect(page.getByText(text.replyTo('Omar Haddad'), { exact: true })).toBeVisible()
  },
  'message-delete-for-everyone': async (page) => {
    const chat = await talk(page)
    await chat.row('Yes, gladly. At nine?').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: text.retract.menu }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  },
}

/** Screens of a greeting. */
export const greeting: Record<string, (page: Page) => Promise<unknown>> = {
  greeting: async (page) => {
    await page.goto('/u/pia.moser')
    await new Shell(page).expectLive()
    await new ProfilePage(page).greetButton('Pia Moser').click()
    await page.getByRole('textbox', { name: text.greet.label }).fill(GREETING)
  },
}
