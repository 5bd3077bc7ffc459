import { expect, test } from 'vitest'
import { placeBeside } from './menu-place'

const PHONE = { width: 400, height: 800 }
const MENU = { width: 240, height: 300 }
const boxAt = (top: number, height: number) => ({ top, bottom: top + height, left: 20, right: 120 })

test.each([
  ['below the box', boxAt(100, 40), { top: 144, height: 300 }],
  ['above the box when there is no room below', boxAt(600, 40), { top: 296, height: 300 }],
  ['on the larger side, with scrolled items, when it fits on neither', boxAt(250, 300), { top: 554, height: 242 }],
  ['on the larger side above, too', boxAt(280, 290), { top: 4, height: 272 }],
  ['over the end of a box that leaves no room', boxAt(60, 700), { top: 496, height: 300 }],
  ['over a box that is taller than the screen', boxAt(-200, 1200), { top: 496, height: 300 }],
])('a menu is shown %s', (_, box, expected) => {
  expect(placeBeside(box, MENU, PHONE, 'left')).toMatchObject(expected)
})

test('a menu is aligned with its side of the box, and stays on the screen', () => {
  const left = (box: ReturnType<typeof boxAt>, align: 'left' | 'right') => placeBeside(box, MENU, PHONE, align).left
  expect(left(boxAt(100, 40), 'left')).toBe(20)
  expect(left(boxAt(100, 40), 'right')).toBe(4)
  expect(left({ ...boxAt(100, 40), right: 390 }, 'right')).toBe(150)
  expect(left({ ...boxAt(100, 40), left: 390 }, 'left')).toBe(156)
})
