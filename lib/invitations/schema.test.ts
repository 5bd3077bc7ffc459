import { expect, it } from 'vitest'
import { createInvitationInput } from './schema'

const problems = (input: object) =>
  createInvitationInput.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

it('an invitation without options is for one use and seven days', () => {
  expect(createInvitationInput.parse({})).toEqual({ label: '', days: 7, uses: 1 })
})

it('an invitation label accepts text and refuses control and invisible characters', () => {
  expect(createInvitationInput.parse({ label: '  Buchklub 🎉 نادي ' }).label).toBe('Buchklub 🎉 نادي')
  expect(createInvitationInput.parse({ label: '\u034F\u0301' }).label).toBe('')
  expect(problems({ label: 'a'.repeat(60) })).toEqual([])
  expect(problems({ label: 'a'.repeat(61) })).toEqual(['label: Use at most 60 characters.'])
  for (const label of ['\0', 'a\nb', 'a\u202eb', 'a\ud800'])
    expect(problems({ label })).toContain('label: Leave out control characters.')
})

it.each([
  ['days', 30],
  ['uses', 100],
])('%s are whole numbers from 1 to %d', (field, max) => {
  for (const right of [1, max]) expect(problems({ [field]: right })).toEqual([])
  for (const wrong of [0, -1, max + 1, 1.5, '1', null, Number.NaN])
    expect(problems({ [field]: wrong })).toContain(`${field}: Choose a whole number from 1 to ${max}.`)
})
