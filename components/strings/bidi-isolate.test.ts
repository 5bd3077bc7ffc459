import { describe, expect, it } from 'vitest'
import { isolateNames } from './bidi-isolate'
import { en } from './en'

const ahmad = '\u0623\u062d\u0645\u062f'
const isolated = (text: string) => `\u2068${text}\u2069`

describe('isolateNames', () => {
  it.each(['Bob', 'Zo\u00eb', '\u5c71\u7530', '\u0e2a\u0e21', '\ud83e\udd8a', '', '5'])(
    'isolateNames inserts the left-to-right name %j unchanged',
    (name) => {
      expect(isolateNames`You and ${name} are friends.`).toBe(`You and ${name} are friends.`)
    },
  )

  it.each([
    ahmad,
    '\u05d3\u05e0\u05d4',
    'Bob \u05d3\u05e0\u05d4',
    '\u0710\u0712', // Syriac
    '\u{10a00}', // Kharoshthi
    '\u{1e900}', // Adlam
    '\ufe8e', // A form for presentation
  ])('isolateNames isolates the right-to-left name %j', (name) => {
    expect(isolateNames`You and ${name} are friends.`).toBe(`You and ${isolated(name)} are friends.`)
  })

  it.each(['\u202e', '\u202b', '\u2067', '\u2069\u202e', '\u200f', '\u061c'])(
    'isolateNames removes the control character %j from a name and isolates the name',
    (control) => {
      expect(isolateNames`${`${control}Bob`} 1, 2`).toBe(`${isolated('Bob')} 1, 2`)
    },
  )

  it('isolateNames isolates each of two names', () => {
    expect(isolateNames`${ahmad} to ${ahmad}`).toBe(`${isolated(ahmad)} to ${isolated(ahmad)}`)
  })
})

/** Texts of numbers only. */
const WITHOUT_NAMES = new Set([
  '.search.place',
  '.emoji.found',
  '.invitations.upTo',
  '.invitations.left',
  '.live.slowedWaiting',
  '.friends.onlineCount',
  '.notifications.countNew',
])

describe('English texts', () => {
  it('every English text with a name in it isolates the name', () => {
    const untouched = textsOf(en).filter(
      ([path, text]) =>
        text.includes(ahmad) && text !== ahmad && !text.includes(isolated(ahmad)) && !WITHOUT_NAMES.has(path),
    )
    expect(untouched).toEqual([])
  })
})

type NamedText = [path: string, text: string]

/** Calls every text function of a catalogue with a name. */
function textsOf(catalogue: object, path = ''): NamedText[] {
  return Object.entries(catalogue).flatMap(([key, value]): NamedText[] => {
    const at = `${path}.${key}`
    if (typeof value === 'function') return [[at, textFor(value)]]
    return typeof value === 'object' && value !== null ? textsOf(value, at) : []
  })
}

/** Returns an empty text for a function of numbers that throws for a name. */
function textFor(build: (...names: string[]) => unknown): string {
  try {
    return String(build(ahmad, ahmad))
  } catch {
    return ''
  }
}
