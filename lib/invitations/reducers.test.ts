import { expect, it } from 'vitest'
import { itemsOf, type Pages } from '@/lib/pages'
import { withInvitation } from './reducers'
import type { Invitation } from './schema'

const invitation = (id: string, fields: Partial<Invitation> = {}): Invitation => ({
  id,
  label: id,
  path: `/i/${id}`,
  uses: 1,
  usesLeft: 1,
  createdAt: '2026-03-01T12:00:00.000Z',
  expiresAt: '2026-03-08T12:00:00.000Z',
  revoked: false,
  asksFirst: false,
  state: 'live',
  ...fields,
})
const list: Pages<Invitation> = {
  pages: [
    { items: [invitation('d'), invitation('c')], nextCursor: 'c' },
    { items: [invitation('a')], nextCursor: null },
  ],
  pageParams: [undefined, 'c'],
}
const idsIn = (pages: Pages<Invitation>) => itemsOf(pages).map(({ id }) => id)

it('a new invitation is added to the top of the list once, also when its event is repeated', () => {
  const once = withInvitation(list, invitation('e'))
  expect(idsIn(once)).toEqual(['e', 'd', 'c', 'a'])
  expect(withInvitation(once, invitation('e'))).toEqual(once)
})

it('a changed invitation stays at its position in the list', () => {
  const ended = withInvitation(list, invitation('c', { revoked: true, state: 'revoked' }))
  expect(idsIn(ended)).toEqual(['d', 'c', 'a'])
  expect(itemsOf(ended)[1]).toMatchObject({ state: 'revoked' })
})
