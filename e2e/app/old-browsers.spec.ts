import { expect, type Page } from '@playwright/test'
import { en } from '@/components/strings/en'
import { befriend, type Person } from '@/e2e/support/people'
import { test } from '@/e2e/support/test'

/** Removes the APIs that the oldest supported browsers lack: Chrome and Edge 111, Firefox 111, Safari 16.4. */
function becomeOld() {
  const missing: [object, string[]][] = [
    [Intl, ['Segmenter', 'DurationFormat']],
    [URL, ['canParse', 'parse']],
    [AbortSignal, ['any']],
    [Promise, ['withResolvers', 'try']],
    [Object, ['groupBy']],
    [Map, ['groupBy']],
    [Array, ['fromAsync']],
    [Array.prototype, ['toSorted', 'toReversed', 'toSpliced', 'with']],
    [String.prototype, ['isWellFormed', 'toWellFormed']],
    [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom']],
    [Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), ['map', 'filter', 'some', 'find', 'toArray']],
    [HTMLElement.prototype, ['showPopover', 'hidePopover', 'togglePopover', 'popover']],
    [Element.prototype, ['checkVisibility']],
    [globalThis, ['requestIdleCallback', 'cancelIdleCallback', 'scheduler']],
    [Navigator.prototype, ['setAppBadge', 'clearAppBadge']],
  ]
  for (const [owner, names] of missing) for (const name of names) Reflect.deleteProperty(owner, name)
  globalThis.RegExp = new Proxy(RegExp, {
    construct(Original, [source, flags]) {
      if (String(flags ?? '').includes('v'))
        throw new SyntaxError(`Invalid flags supplied to RegExp constructor '${flags}'`)
      return new Original(source, flags)
    },
  })
  // A browser without popovers does not hide the elements either.
  document.addEventListener('DOMContentLoaded', () => {
    const style = document.createElement('style')
    style.textContent = '[popover] { display: flex }'
    document.head.append(style)
  })
}

function failuresOf(page: Page): Error[] {
  const failures: Error[] = []
  page.on('pageerror', (error) => failures.push(error))
  return failures
}

test('friends and messages work without the APIs that the oldest supported browsers lack', async ({ alice, bob }) => {
  await befriend(alice, bob)
  const failures = [alice, bob].flatMap(({ page }) => failuresOf(page))
  for (const { context } of [alice, bob]) await context.addInitScript(becomeOld)
  await alice.friends.goto()
  await expect(alice.friends.messageButton('Bob')).toBeVisible()
  await alice.openChat(bob)
  await bob.openChat(alice)
  await alice.chat.send('👋🏽')
  await alice.chat.send('See https://example.com/a and write')
  await expect(bob.page.getByRole('link', { name: 'https://example.com/a', exact: true })).toBeVisible()
  await bob.chat.openMenu('👋🏽')
  await bob.page.keyboard.press('Escape')
  await expect(bob.page.getByRole('menu')).toHaveCount(0)
  await bob.chat.react('👋🏽', '👍')
  await expect(alice.chat.row('👋🏽').getByText('👍')).toBeVisible()
  await bob.chat.choose('👋🏽', en.messages.reply)
  await bob.chat.send('Answered')
  await expect(alice.chat.message('Answered')).toBeVisible()
  expect(failures).toEqual([])
})

for (const languages of [['en-US@posix'], ['C'], ['en_US', 'de'], [''], [], undefined])
  test(`pages work when the browser's languages are ${JSON.stringify(languages)}`, async ({ alice, bob }) => {
    await befriend(alice, bob)
    const failures = failuresOf(alice.page)
    await alice.context.addInitScript((tags) => {
      Object.defineProperty(navigator, 'languages', { get: () => tags })
      Object.defineProperty(navigator, 'language', { get: () => tags?.[0] })
    }, languages)
    await alice.openChat(bob)
    await alice.chat.send('Hello')
    await expect(alice.chat.message('Hello')).toBeVisible()
    await alice.friends.goto()
    await expect(alice.friends.messageButton('Bob')).toBeVisible()
    expect(failures).toEqual([])
  })

/** Dispatches a key as Safari does for the one that ended a composition: after compositionend, with keyCode 229. */
const pressAfterComposition = ({ page }: Person, key: string) =>
  page.evaluate((pressed) => {
    const options = { key: pressed, keyCode: 229, bubbles: true, cancelable: true }
    document.activeElement?.dispatchEvent(new CompositionEvent('compositionend', { data: 'にほん', bubbles: true }))
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', options))
  }, key)

test('the key that ends a composition does not send a message, clear a field or close anything', async ({
  alice,
  bob,
}) => {
  await befriend(alice, bob)
  await alice.openChat(bob)
  const composer = alice.chat.composer('Bob')
  await composer.fill('にほん')
  await pressAfterComposition(alice, 'Enter')
  await pressAfterComposition(alice, 'Escape')
  await expect(composer).toHaveValue('にほん')
  await composer.press('Enter')
  await expect(alice.chat.message('にほん')).toBeVisible()
  expect(await alice.chat.bodies()).toEqual(['にほん'])

  await alice.page.getByRole('button', { name: en.search.open }).click()
  const inConversation = alice.page.getByRole('searchbox', { name: en.search.here('Bob') })
  await inConversation.fill('にほ')
  await pressAfterComposition(alice, 'Escape')
  await expect(inConversation).toHaveValue('にほ')

  await alice.friends.goto()
  await alice.friends.search('たな')
  await alice.friends.searchBox().focus()
  await pressAfterComposition(alice, 'Escape')
  await expect(alice.friends.searchBox()).toHaveValue('たな')

  await alice.page.keyboard.press('Control+k')
  const switcher = alice.page.getByRole('combobox', { name: en.shortcuts.fieldLabel })
  await switcher.fill('たな')
  await pressAfterComposition(alice, 'ArrowDown')
  await pressAfterComposition(alice, 'Escape')
  await expect(switcher).toHaveValue('たな')
})
