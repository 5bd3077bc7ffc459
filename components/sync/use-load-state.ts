'use client'

import { useConnection } from './use-connection'

/** Returns the load state to show: `error` instead of `loading` while offline. */
export function useLoadState<State extends string>(state: State): State | 'error' {
  const { state: live } = useConnection()
  return state === 'loading' && live === 'offline' ? 'error' : state
}
