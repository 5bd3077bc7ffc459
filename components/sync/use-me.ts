'use client'

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { MeResponse } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'
import { get } from './api'

export const meQuery = queryOptions({ queryKey: queries.me.key(), queryFn: () => get<MeResponse>('/api/me') })

/**
 * Returns the signed-in user with counts and limits. It is in the cache from the first render, so it never suspends.
 */
export const useMe = (): MeResponse => useSuspenseQuery(meQuery).data
