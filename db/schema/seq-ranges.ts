import { customType } from 'drizzle-orm/pg-core'

/** Seqs from `from` up to but without `end`; an undefined `end` includes all messages to come. */
export interface SeqRange {
  from: number
  end: number | undefined
}

/** Parses the canonical form of an int8multirange, for example `{[1,5),[9,)}`. */
const parseSeqRanges = (text: string): SeqRange[] =>
  Array.from(text.matchAll(/\[(\d+),(\d*)\)/gu), ([, from, end]) => ({
    from: Number(from),
    end: end ? Number(end) : undefined,
  }))

export const formatSeqRanges = (ranges: readonly SeqRange[]): string =>
  `{${ranges.map(({ from, end }) => `[${from},${end ?? ''})`).join()}}`

/** Seqs of a conversation, as disjoint ranges in ascending order. */
export const seqRanges = customType<{ data: SeqRange[]; driverData: string }>({
  dataType: () => 'int8multirange',
  fromDriver: parseSeqRanges,
  toDriver: formatSeqRanges,
})
