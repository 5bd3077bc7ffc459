'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '@/lib/accounts/schema'
import { keys } from '@/lib/events/cache'
import { get } from './api'

/** The signed-in person with their badges; in the cache from the first render on, so it never suspends. */
export const useMe = (): Me => useSuspenseQuery({ queryKey: keys.me, queryFn: () => get<Me>('/api/me') }).data
