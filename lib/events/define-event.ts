import type { LoadedReferences, References } from './references'

/** Data as it comes from JSON. */
export type Fields = Record<string, unknown>

/** A stored event, as its definition sees it. */
interface StoredRow<Stored> {
  /** The owner of the log. */
  userId: string
  data: Stored
}

/**
 * One type of event: what the log stores, what a client receives, and how one becomes the other. `Stored` holds ids only,
 * never text that somebody wrote, so that a change of a name or a block counts for old events too.
 */
export interface EventDefinition<Type extends string, Stored, Data> {
  type: Type
  /** Whether `data` has every field that a reducer reads; a client drops the others, so that an old tab survives a deploy. */
  guard(data: Fields): boolean
  /** The rows that `view` needs. */
  references?(data: Stored): References
  /** Returns the data as the owner of the log may see it now. */
  view(row: StoredRow<Stored>, loaded: LoadedReferences): Data
  /** Whether the counts of the viewer (unread, requests, notifications) may be others afterwards; then they are fetched. */
  changesCounts(data: Data, viewerId: string): boolean
}

type Parts<Type extends string, Stored, Data> = Omit<EventDefinition<Type, Stored, Data>, 'changesCounts'> & {
  changesCounts: boolean | EventDefinition<Type, Stored, Data>['changesCounts']
}

/** Defines an event whose stored references are replaced by what they name: `defineEvent<Stored, Data>()({ … })`. */
export const defineEvent =
  <Stored, Data>() =>
  <const Type extends string>({
    changesCounts,
    ...rest
  }: Parts<Type, Stored, Data>): EventDefinition<Type, Stored, Data> => ({
    ...rest,
    changesCounts: typeof changesCounts === 'boolean' ? () => changesCounts : changesCounts,
  })

/** Defines an event that is sent as it is stored. */
export const defineStoredEvent =
  <Data>() =>
  <const Type extends string>(
    parts: Omit<Parts<Type, Data, Data>, 'view' | 'references'>,
  ): EventDefinition<Type, Data, Data> =>
    defineEvent<Data, Data>()({ ...parts, view: ({ data }) => data })

export const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null
export const isText = (value: unknown) => typeof value === 'string'
export const isInteger = (value: unknown) => Number.isSafeInteger(value)
/** Whether it is a person, or at least the id of one. */
export const isPerson = (value: unknown) => isRecord(value) && isText(value.id)
