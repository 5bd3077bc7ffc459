import type { ReducerResult } from '@/lib/pages'
import type { LogEvent } from './registry'

interface Context<Params> {
  viewerId: string
  /** What follows the name in the key of the query. */
  params: Params
}

/** A kind of state in the query cache of a tab: its key, and how an event of the log changes it. */
export interface QueryDefinition<Name extends string, Params extends readonly unknown[], Data> {
  name: Name
  key(...params: Params): readonly [Name, ...Params]
  /** Returns the state after the event: the same object when nothing changes, STALE when it has to be fetched. Idempotent. */
  reduce(data: Data, event: LogEvent, context: Context<Params>): ReducerResult<Data>
}

/** Defines a query: `defineQuery<Data, [param: Type]>()('name', reduce)`. */
export const defineQuery =
  <Data, Params extends readonly unknown[] = []>() =>
  <const Name extends string>(
    name: Name,
    reduce: QueryDefinition<Name, Params, Data>['reduce'],
  ): QueryDefinition<Name, Params, Data> => ({ name, key: (...params) => [name, ...params], reduce })
