'use client'

import { useConnection } from './use-connection'

/** What to show of something that loads: while offline nothing will come, so waiting for it would be a lie. */
export function useLoadState<State extends string>(state: State): State | 'error' {
  const { state: live } = useConnection()
  return state === 'loading' && live === 'offline' ? 'error' : state
}
