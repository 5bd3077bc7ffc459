import { expect, test } from 'vitest'
import { initialsOf } from './initials'

test.each([
  ['Mira Hoffmann', 'MH'],
  ['Maria Antonietta Bellini di Castelvecchio', 'MC'],
  ['pip 🐧', 'P'],
  ['Дмитрий Соколов', 'ДС'],
  ['נועה לוי', 'נל'],
  ['🎉 ', '🎉'],
  ['', ''],
])('initialsOf %j returns %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test.each([['ليلى حداد'], ['प्रिया शर्मा'], ['বিনয় সেন'], ['தமிழ் செல்வன்']])(
  'initialsOf %j, whose letters join, returns one grapheme',
  (name) => {
    const initials = initialsOf(name)
    expect(name.startsWith(initials)).toBe(true)
    expect([...new Intl.Segmenter('en').segment(initials)]).toHaveLength(1)
  },
)
