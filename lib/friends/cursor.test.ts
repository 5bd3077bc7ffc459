import fc from 'fast-check'
import { expect, it } from 'vitest'
import { friendCursor, parseFriendCursor, parseFriendCursorInput } from './cursor'

const anyName = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })

it('a cursor of the list of friends gives back its place, whatever the name has in it', () => {
  fc.assert(
    fc.property(
      anyName,
      fc.boolean(),
      fc.date({ min: new Date(0), noInvalidDate: true }),
      (displayName, online, at) => {
        fc.pre(at.getUTCFullYear() < 10_000)
        const place = { at, online, displayName, username: 'mira.k' }
        expect(parseFriendCursor(friendCursor(place))).toEqual(place)
      },
    ),
  )
})

it('a cursor with the longest names fits into the input', () => {
  const place = { at: new Date(), online: false, displayName: 'x'.repeat(60), username: 'y'.repeat(30) }
  expect(friendCursor(place).length).toBeLessThanOrEqual(200)
})

it.each(['', 'mira', '2026-02-30T00:00:00.000Z~online~mira~Mira', '2026-02-03T00:00:00.000Z~here~mira~Mira'])(
  'text that is no cursor of the list of friends is refused: "%s"',
  (text) => {
    expect(parseFriendCursor(text)).toBeUndefined()
    expect(() => parseFriendCursorInput(text)).toThrow('That cursor is not one of ours.')
  },
)
