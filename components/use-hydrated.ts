'use client'

import { useSyncExternalStore } from 'react'

const subscribe = () => () => {}

/** Returns false on the server and while the browser takes over the server's HTML, and true afterwards. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
