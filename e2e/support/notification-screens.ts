import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { Shell } from '@/e2e/pages/shell'
import type { Notification, NotificationKind } from '@/lib/notifications/schema'
import { Api } from './api'

interface Somebody {
  user: { id: string }
  api: Api
}

const { friend_request: asks, friend_accepted: accepted } = en.notifications.sentences

/** Adds Ines with two accepted and two incoming requests, half of them read. */
export async function addNotifications(arrive: (username: string, displayName: string) => Promise<Somebody>) {
  const ines = await arrive('ines.carvalho', 'Inês Carvalho')
  for (const [username, name] of [
    ['maria.silva', 'Maria Silva'],
    ['tom.baker', 'Tom Baker'],
  ] as const) {
    const friend = await arrive(username, name)
    await ines.api.request(friend.user.id)
    await friend.api.accept(ines.user.id)
  }
  await ines.api.http.post('/api/notifications/read', { data: { upTo: 1 } })
  for (const [username, name] of [
    ['yuki.tanaka', 'Yuki Tanaka'],
    ['amina.bello', 'Amina Bello'],
  ] as const)
    await (await arrive(username, name)).api.request(ines.user.id)
}

/** Opens the list without marking it as read. */
const unread = async (page: Page) => {
  await page.route('**/api/notifications/read', (route) => route.fulfill({ json: { readUpTo: 0, unread: 1 } }))
  await page.goto('/notifications')
  await new Shell(page).expectLive()
  await expect(page.getByRole('list', { name: en.notifications.list })).toBeVisible()
}

type News = [kind: NotificationKind, displayName: string]

/** Shows three toasts by simulated events. They stay because the pointer is on them. */
const toasts = (path: string, news: News[]) => async (page: Page) => {
  let since: number | undefined
  await page.route('**/api/sync*', (route) => {
    if (since !== undefined) return route.fulfill({ status: 204 })
    since = Number(new URL(route.request().url()).searchParams.get('since'))
    const cursor = since + news.length
    return route.fulfill({ json: { cursor, events: news.map(eventAfter(since)), more: false } })
  })
  await page.goto(path)
  const shell = new Shell(page)
  for (const [kind, name] of news)
    await expect(shell.toast(kind === 'friend_request' ? asks(name) : accepted(name))).toBeVisible()
  await page.getByRole('region', { name: en.toasts.title }).getByRole('listitem').last().hover()
}

const eventAfter =
  (since: number) =>
  ([kind, displayName]: News, index: number) => {
    const id = `00000000-0000-7000-8000-00000000000${index}`
    const person = { id, username: `somebody${index}`, displayName, pictureId: null }
    const createdAt = new Date().toISOString()
    const notification: Notification = { id, seq: 1e6 + index, kind, person, createdAt, read: false }
    return { seq: since + index + 1, type: 'notification', data: { notification } }
  }

const ORDINARY: News[] = [
  ['friend_accepted', 'Maria Silva'],
  ['friend_request', 'Tom Baker'],
  ['friend_request', 'Yuki Tanaka'],
]
const STRANGE: News[] = [
  ['friend_accepted', 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis'],
  ['friend_request', 'ليلى العلوي بنت عبد الرحمن'],
  ['friend_request', '👩‍👩‍👧‍👦🏳️‍🌈'],
]

export const notified = { 'notifications-several': unread, toasts: toasts('/settings', ORDINARY) }

export const notifiedByExtremes = {
  'notifications-extremes': unread,
  'toasts-extremes': toasts('/settings', STRANGE),
  'toasts-conversation': async (page: Page) => {
    const api = new Api(page.request)
    const { id } = await api.conversationWith((await api.find('longest')).id)
    await toasts(`/messages/${id}`, ORDINARY)(page)
  },
}

export const notNotified = {
  'notifications-empty': async (page: Page) => {
    await page.goto('/notifications')
    await new Shell(page).expectLive()
    await expect(page.getByText(en.notifications.none, { exact: true })).toBeVisible()
  },
  'notifications-failed': async (page: Page) => {
    await page.goto('/messages')
    const shell = new Shell(page)
    await shell.expectLive()
    await page.route('**/api/notifications*', (route) => route.fulfill({ status: 500, json: {} }))
    await shell.section(en.notifications.title).click()
    await expect(page.getByRole('alert').getByText(en.general.failed)).toBeVisible()
  },
}
