import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { FriendsPage } from '@/e2e/pages/friends'
import { ProfilePage } from '@/e2e/pages/profile'
import { Shell } from '@/e2e/pages/shell'
import type { Api } from './api'
import { befriend } from './people'

interface Somebody {
  user: { id: string }
  api: Api
}

interface People {
  mira: Somebody
  tomas: Somebody
  /** Tomas' friend with the longest name. */
  longest: Somebody
  /** Creates an account. */
  arrive(username: string, displayName: string): Promise<Somebody>
}

const LONGEST_BIO = [
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, since 1829.',
  'مرحبا، أكتب هنا عن الكتب والقهوة ☕️',
  '',
  'https://example.org/a/very/long/path/that/goes/on?and=on&and=on#until-it-ends',
].join('\n')

/** Adds users whom Mira has blocked, and requests to Tomas from users with extreme names. */
export async function addFriends({ mira, tomas, longest, arrive }: People) {
  const nils = await arrive('nils', 'Nils Holm')
  await befriend(nils, mira)
  await mira.api.block(nils.user.id)
  await longest.api.changeProfile({ bio: LONGEST_BIO })
  for (const [username, name] of [
    ['wolfeschlegelsteinhausenberger', 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis'],
    ['layla.long', 'ليلى العلوي بنت عبد الرحمن'],
    ['one.family', '👩‍👩‍👧‍👦🏳️‍🌈'],
  ] as const)
    await (await arrive(username, name)).api.request(tomas.user.id)
}

const open = async (page: Page, path: string) => {
  await page.goto(path)
  await new Shell(page).expectLive()
  await expect(page.getByRole('status', { name: /loading/ })).toHaveCount(0)
}

const profileOf = (username: string) => (page: Page) => open(page, `/u/${username}`)

const blockDialogFor = (username: string, name: string) => async (page: Page) => {
  await profileOf(username)(page)
  await new ProfilePage(page).choose(name, en.person.block.menu)
  await expect(page.getByRole('dialog')).toBeVisible()
}

const withMutualFriends = (username: string) => async (page: Page) => {
  await profileOf(username)(page)
  await page.getByRole('button', { name: /mutual friends?$/ }).click()
  await expect(
    page
      .getByRole('region', { name: /^Mutual/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible()
}

/** A phone shows the requests only there. */
const REQUESTS = '/friends?show=requests'

const selecting = async (page: Page) => {
  await open(page, REQUESTS)
  const friends = new FriendsPage(page)
  await friends.selectButton().click()
  for (const box of (await friends.incoming().getByRole('checkbox').all()).slice(0, 2)) await box.check()
}

/** Declines a request in a tab whose calls never reach the server. */
async function declining(page: Page) {
  await page.addInitScript(() => {
    const { fetch } = window
    window.fetch = (input, init) => (init?.keepalive ? new Promise(() => {}) : fetch(input, init))
  })
  await open(page, REQUESTS)
  await page
    .getByRole('button', { name: /^Decline the request/ })
    .first()
    .click()
  await new FriendsPage(page).undoButton().hover() // It stays while the pointer is on it.
}

/** Screens of Mira with other users. */
export const ownPeople = {
  'profile-friend': withMutualFriends('tomas'),
  'profile-incoming': profileOf('noa'),
  'profile-outgoing': profileOf('weiling'),
  'profile-none': profileOf('robin'),
  'profile-blocked': profileOf('nils'),
  'profile-me': profileOf('mira'),
  'profile-not-found': profileOf('nobody.here'),
  'block-dialog': blockDialogFor('tomas', 'Tomás Oliveira'),
  'report-dialog': async (page: Page) => {
    await profileOf('tomas')(page)
    await new ProfilePage(page).choose('Tomás Oliveira', en.person.report)
    await expect(page.getByRole('dialog')).toBeVisible()
  },
  'unblock-dialog': async (page: Page) => {
    await profileOf('nils')(page)
    await new ProfilePage(page).unblockButton().click()
    await expect(page.getByRole('dialog')).toBeVisible()
  },
  'friends-menu': async (page: Page) => {
    await open(page, '/friends')
    await new FriendsPage(page)
      .list()
      .getByRole('button', { name: /^More about/ })
      .first()
      .click()
    await expect(page.getByRole('menu')).toBeVisible()
  },
  'friends-requests': (page: Page) => open(page, REQUESTS),
  'friends-sent': (page: Page) => open(page, '/friends?show=sent'),
  'friends-select': selecting,
  'friends-undo': declining,
  'friends-filtered': async (page: Page) => {
    await open(page, '/friends')
    await new FriendsPage(page).filterBox().fill('zzzz')
    await expect(page.getByText(en.many.noFriendFound)).toBeVisible()
  },
}

/** Screens of Tomas with extreme names. */
export const extremePeople = {
  'profile-extremes': profileOf('longest'),
  'friends-select-extremes': selecting,
  'friends-undo-extremes': declining,
}
