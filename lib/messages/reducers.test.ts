import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemsOf, type Pages } from '@/lib/pages'
import { messageOf } from '@/tests/support/message-of'
import { withMessage } from './reducers'
import type { Message } from './schema'

/** Returns pages newest first; each page begins at its cursor, which the next older page is loaded with. */
const pagesOf = (...pages: { seqs: number[]; nextCursor: string | null }[]): Pages<Message> => ({
  pages: pages.map(({ seqs, nextCursor }) => ({ items: seqs.map((seq) => messageOf(seq)), nextCursor })),
  pageParams: pages.map(() => undefined),
})

const seqsOf = (list: Pages<Message>) => list.pages.map(({ items }) => items.map(({ seq }) => seq))

describe('withMessage', () => {
  it('withMessage does not add a message older than the oldest loaded page', () => {
    const loaded = pagesOf({ seqs: [8, 9, 10], nextCursor: '8' })
    expect(withMessage(loaded, messageOf(7))).toBe(loaded)
  })

  it('withMessage puts a message that an older loaded page covers on that page', () => {
    const loaded = pagesOf({ seqs: [8, 9, 10], nextCursor: '8' }, { seqs: [4, 6], nextCursor: '4' })
    expect(seqsOf(withMessage(loaded, messageOf(5)))).toEqual([
      [8, 9, 10],
      [4, 5, 6],
    ])
  })

  it('withMessage adds a newer message to the newest page, and a first one to an empty conversation', () => {
    expect(seqsOf(withMessage(pagesOf({ seqs: [9, 10], nextCursor: '9' }), messageOf(11)))).toEqual([[9, 10, 11]])
    expect(seqsOf(withMessage(pagesOf({ seqs: [], nextCursor: null }), messageOf(1)))).toEqual([[1]])
  })

  it('withMessage has every loaded seq once and in order after any additions, so that no further page repeats one', () => {
    const adding = fc.array(fc.integer({ min: 1, max: 40 }))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), adding, (oldest, seqs) => {
        const nextCursor = oldest === 1 ? null : `${oldest}`
        const loaded = pagesOf({ seqs: [oldest], nextCursor })
        const shown = itemsOf(seqs.map((seq) => messageOf(seq)).reduce(withMessage, loaded)).map(({ seq }) => seq)
        const expected = new Set([oldest, ...seqs.filter((seq) => seq >= oldest)])
        expect(shown).toEqual([...expected].sort((a, b) => a - b))
      }),
    )
  })
})
