import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { AccountForms } from '@/e2e/pages/account-forms'
import { ConversationPage } from '@/e2e/pages/conversation'
import { FriendsPage } from '@/e2e/pages/friends'
import { Shell } from '@/e2e/pages/shell'
import { Api, PASSWORD } from './api'
import { addFriends, extremePeople, ownPeople } from './friend-screens'
import {
  addInvitations,
  extremeInvitations,
  noInvitations,
  outsideInvitations,
  ownInvitations,
} from './invitation-screens'
import { acting, addActions, greeting } from './message-screens'
import { addNotifications, notified, notifiedByExtremes, notNotified } from './notification-screens'
import { befriend } from './people'
import { foundByWords } from './search-screens'
import { addSettings, newSettings, ownSettings } from './settings-screens'

/** Opens a screen; resolves when everything on it is rendered. */
type Open = (page: Page) => Promise<unknown>

/** A name of maximum length. */
const LONGEST_NAME = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis'

const TROUBLESOME = [
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2),
  '🎉',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'مرحبا، هل نلتقي غدا في الساعة 8:30 عند المحطة؟',
  'See https://example.org/a/very/long/path/that/goes/on?and=on&and=on#until-it-ends (or not).',
  'One line\nand another\n\nand one after a gap',
  'שלום from a mixed line, עם מספר 42.',
  '**Bring** _warm_ clothes and `kith.conf`:\n- a coat\n- socks\n\n> It will be cold.\n\n```\nnpm start\n```',
  '1. first\n2. second **with** a https://example.org/link_in_it\n> a quote',
]

const at =
  (path: string): Open =>
  async (page) => {
    await page.goto(path)
    await new Shell(page).expectLive()
    await expect(page.getByRole('status', { name: /loading/ })).toHaveCount(0)
  }

const conversationWith =
  (username: string): Open =>
  async (page) => {
    const api = new Api(page.request)
    const { id, peer } = await api.conversationWith((await api.find(username)).id)
    await page.goto(`/messages/${id}`)
    await new ConversationPage(page).expectOpen(peer)
    await new Shell(page).expectLive()
  }

/** Screens when signed out. */
const outside: Record<string, Open> = {
  'sign-in': (page) => page.goto('/sign-in'),
  'sign-in-refused': async (page) => {
    await page.goto('/sign-in')
    await new AccountForms(page).signIn('mira', 'not her password')
    await expect(page.locator('form').getByRole('alert')).toBeVisible()
  },
  'sign-up': (page) => page.goto('/sign-up'),
  'sign-up-refused': async (page) => {
    await page.goto('/sign-up')
    await new AccountForms(page).signUp('Mira', 'mira', 'short')
    await expect(new AccountForms(page).password()).toHaveAccessibleDescription(/at least/)
  },
  'not-found': (page) => page.goto('/nowhere'),
  'reset-not-valid': (page) => page.goto(`/reset/${'A'.repeat(43)}`),
  ...outsideInvitations,
}

/** Screens of an active user. */
const settled: Record<string, Open> = {
  friends: at('/friends'),
  'friends-search': async (page) => {
    await at('/friends')(page)
    await new FriendsPage(page).search('m')
    await expect(page.getByRole('status').getByText(/^\d+ people found$/)).toBeAttached()
  },
  messages: at('/messages'),
  'new-message': async (page) => {
    await at('/messages')(page)
    await page.getByRole('button', { name: en.messages.compose }).click()
    await expect(page.getByRole('option').first()).toBeVisible()
  },
  conversation: conversationWith('tomas'),
  ...foundByWords(conversationWith('tomas')),
  'conversation-closed': conversationWith('joost'),
  'conversation-not-found': at('/messages/00000000-0000-7000-8000-000000000000'),
  notifications: at('/notifications'),
  settings: at('/settings'),
  ...ownSettings,
  ...greeting,
  ...ownInvitations,
  ...ownPeople,
  'conversation-failed': async (page) => {
    await conversationWith('tomas')(page)
    await page.route('**/api/messages/send', (route) =>
      route.fulfill({ status: 422, json: { status: 422, code: 'invalid', detail: 'The server did not take it.' } }),
    )
    await new ConversationPage(page).send('This one does not go through.')
    await expect(page.getByRole('log').getByRole('alert')).toBeVisible()
  },
  polling: async (page) => {
    await page.routeWebSocket(/\/app\//, (socket) => socket.close())
    await page.goto('/friends')
    await expectLine(page, en.live.polling)
  },
  offline: async (page) => {
    await conversationWith('tomas')(page)
    await page.context().setOffline(true)
    await new ConversationPage(page).send('I will be there at eight.')
    await expectLine(page, en.live.waiting(1))
  },
}

/** Screens with extreme texts. */
const extreme: Record<string, Open> = {
  'friends-extremes': at('/friends'),
  'conversation-extremes': conversationWith('longest'),
  ...extremeInvitations,
  ...notifiedByExtremes,
  ...extremePeople,
}

/** Screens of a new user. */
const empty: Record<string, Open> = {
  'friends-empty': at('/friends'),
  'friends-nobody-found': async (page) => {
    await at('/friends')(page)
    await new FriendsPage(page).search('zzzz')
    await expect(page.getByText(en.friends.nobody)).toBeVisible()
  },
  'messages-empty': at('/messages'),
  ...noInvitations,
  ...notNotified,
}

/** Screens with a friend and no messages. */
const silent: Record<string, Open> = { 'conversation-empty': conversationWith('tomas'), ...newSettings }

const SEED_PASSWORD = 'kith-and-friends'

/** The user of each group of screens; undefined is signed out. */
export const VISITS = [
  { username: undefined, password: '', screens: outside },
  { username: 'mira', password: SEED_PASSWORD, screens: settled },
  { username: 'tomas', password: SEED_PASSWORD, screens: extreme },
  { username: 'robin', password: PASSWORD, screens: empty },
  { username: 'alex', password: PASSWORD, screens: silent },
  { username: 'nora.lind', password: PASSWORD, screens: acting },
  { username: 'ines.carvalho', password: PASSWORD, screens: notified },
] as const

/** Adds a new user and users with extreme texts to the seed data. */
export async function addExtremes(newHttp: () => Promise<APIRequestContext>) {
  const arrive = async (username: string, displayName: string) => {
    const api = new Api(await newHttp())
    const user = await api.signUp(username, displayName)
    await api.signIn(username)
    return { api, user }
  }
  const comeBack = async (username: string) => {
    const api = new Api(await newHttp())
    await api.signIn(username, SEED_PASSWORD)
    return { api, user: (await api.me()).user }
  }
  const [tomas, mira] = [await comeBack('tomas'), await comeBack('mira')]
  await arrive('robin', 'Robin')
  const alex = await arrive('alex', 'Alex Lindqvist')
  await befriend(alex, tomas)
  const longest = await arrive('longest', LONGEST_NAME)
  const conversationId = await befriend(longest, tomas)
  for (const [index, body] of TROUBLESOME.entries()) await (index % 2 ? tomas : longest).api.send(conversationId, body)
  await tomas.api.markRead(conversationId, TROUBLESOME.length)
  await addFriends({ mira, tomas, longest, arrive })
  await addSettings({ mira })
  await addInvitations({ mira: mira.api, tomas: tomas.api, longest: longest.api, guest: alex.api })
  await addNotifications(arrive)
  await addActions(arrive)
}

/** Expects the connection status, which appears with a delay. */
async function expectLine(page: Page, text: string) {
  const line = new Shell(page).connectionLine(text)
  await expect(line).toBeVisible()
  await expect(line.locator('..')).toHaveCSS('opacity', '1')
}
