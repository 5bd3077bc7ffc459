import * as accounts from '@/lib/accounts/cached-queries'
import * as auth from '@/lib/auth/cached-queries'
import * as conversations from '@/lib/conversations/cached-queries'
import * as friends from '@/lib/friends/cached-queries'
import * as invitations from '@/lib/invitations/cached-queries'
import * as messages from '@/lib/messages/cached-queries'
import * as notifications from '@/lib/notifications/cached-queries'
import type { ReducerResult } from '@/lib/pages'
import * as people from '@/lib/people/cached-queries'
import * as presence from '@/lib/presence/cached-queries'
import * as search from '@/lib/search/cached-queries'
import type { QueryDefinition } from './define-query'
import type { LogEvent } from './registry'

/** Every kind of state that a tab caches and events change; a domain's queries are added by importing its module here. */
export const queries = {
  ...accounts,
  ...auth,
  ...conversations,
  ...friends,
  ...invitations,
  ...messages,
  ...notifications,
  ...people,
  ...presence,
  ...search,
}

type AnyQuery = QueryDefinition<string, readonly unknown[], unknown>

const byName = new Map<unknown, AnyQuery>(Object.values(queries).map((query) => [query.name, query]))

/** Returns the state kept under `key` after the event. Applying an event twice, or to state that holds it already, changes nothing. */
export function applyEvent(
  [name, ...params]: readonly unknown[],
  data: unknown,
  event: LogEvent,
  viewerId: string,
): ReducerResult<unknown> {
  const query = byName.get(name)
  return query ? query.reduce(data, event, { params, viewerId }) : data
}

/** What to do with an event of that seq: it is old, it is the next one, or an earlier one is missing. */
export function classifySeq(cursor: number, seq: number): 'drop' | 'apply' | 'hold' {
  if (seq <= cursor) return 'drop'
  return seq === cursor + 1 ? 'apply' : 'hold'
}
