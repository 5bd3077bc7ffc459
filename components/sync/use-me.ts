'use client'

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { MeResponse } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'
import { get } from './api'

export const meQuery = queryOptions({ queryKey: queries.me.key(), queryFn: () => get<MeResponse>('/api/me') })

/** The viewer with their badge counts. The query cache has it from the first render on, so it never suspends. */
export const useMe = (): MeResponse => useSuspenseQuery(meQuery).data
