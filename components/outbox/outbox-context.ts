'use client'

import { createContext, useContext } from 'react'
import type { Outbox } from './outbox'

export const OutboxContext = createContext<Outbox | undefined>(undefined)

/** The outbox of this tab. Throws outside AppProviders. */
export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext)
  if (!outbox) throw new Error('useOutbox needs AppProviders above it.')
  return outbox
}
