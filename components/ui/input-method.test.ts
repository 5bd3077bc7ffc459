import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isComposing } from './input-method'

describe('isComposing', () => {
  it.each([
    ['Chrome: Enter that commits', { key: 'Enter', isComposing: true, keyCode: 229 }],
    ['Firefox: Enter that commits', { key: 'Process', isComposing: true, keyCode: 229 }],
    ['Safari: Enter after the end of the composition', { key: 'Enter', isComposing: false, keyCode: 229 }],
    ['Safari: Escape that drops the composition', { key: 'Escape', isComposing: false, keyCode: 229 }],
    ['Android: any key while a word is underlined', { key: 'Unidentified', isComposing: true, keyCode: 229 }],
    ['a browser that sets no code', { key: 'Enter', isComposing: true, keyCode: 0 }],
  ])('isComposing is true for the key event %s', (_, press) => {
    expect(isComposing(press)).toBe(true)
    expect(isComposing({ nativeEvent: press })).toBe(true)
  })

  it.each([
    ['Enter', { key: 'Enter', isComposing: false, keyCode: 13 }],
    ['Escape', { key: 'Escape', isComposing: false, keyCode: 27 }],
    ['a dispatched event without a code', { key: 'Enter', isComposing: false, keyCode: 0 }],
  ])('isComposing is false for the key event %s', (_, press) => {
    expect(isComposing(press)).toBe(false)
  })

  it('no component reads the isComposing property except through isComposing()', () => {
    const root = join(import.meta.dirname, '..')
    const readers = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(join('ui', 'input-method')))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes('.isComposing'))
    expect(readers).toEqual([])
  })
})
