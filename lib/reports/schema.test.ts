import { expect, it } from 'vitest'
import { MAX_REPORT_NOTE_CODE_POINTS } from './rules'
import { reportInput } from './schema'

const given = { userId: '01a1ffdb-d075-70c6-8a5a-436978707eed', reason: 'spam' }
const noteOf = (note: unknown) => reportInput.safeParse({ ...given, note }).data?.note

it('a report note is optional, and blanks around it are removed', () => {
  expect(reportInput.parse(given).note).toBe('')
  expect(noteOf('  Sells things. \n')).toBe('Sells things.')
  for (const invisible of ['\u034F', '\u0301', '\u3164']) expect(noteOf(invisible)).toBe('')
})

it('the length of a report note is counted in code points', () => {
  const longest = '🦊'.repeat(MAX_REPORT_NOTE_CODE_POINTS)
  expect(noteOf(longest)).toBe(longest)
  expect(noteOf(`${longest}.`)).toBeUndefined()
})

it.each(['a\0b', 'half \ud83e', 7, null])('a report note of %j is refused because it cannot be stored', (note) => {
  expect(noteOf(note)).toBeUndefined()
})
