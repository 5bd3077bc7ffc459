'use client'

import { useConnection } from './use-connection'

/** Returns the load state to show: while offline a request cannot succeed, so `loading` becomes `error`. */
export function useLoadState<State extends string>(state: State): State | 'error' {
  const { state: connectionState } = useConnection()
  return state === 'loading' && connectionState === 'offline' ? 'error' : state
}
