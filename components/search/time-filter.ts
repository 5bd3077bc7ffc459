import { serverNow } from '@/components/server-time'

/** Time filter of a message search. Days have the format of a date input (YYYY-MM-DD), empty for an open end. */
export interface SearchTime {
  when: 'any' | 'week' | 'month' | 'year' | 'dates'
  firstDay: string
  lastDay: string
}

export const ANY_TIME: SearchTime = { when: 'any', firstDay: '', lastDay: '' }

const DAYS = { week: 7, month: 30, year: 365 } as const

/** Returns the range of creation times of a filter; days begin at midnight in the viewer's time zone. */
export function searchTimeRange(
  { when, firstDay, lastDay }: SearchTime,
  now = new Date(serverNow()),
): { since?: string; until?: string } {
  switch (when) {
    case 'any':
      return {}
    case 'dates':
      return {
        ...(firstDay && { since: midnight(firstDay, 0) }),
        ...(lastDay && { until: midnight(lastDay, 1) }),
      }
    case 'week':
    case 'month':
    case 'year':
      return { since: new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS[when]).toISOString() }
  }
}

/** Returns the beginning of `day` plus `plusDays` days. */
function midnight(day: string, plusDays: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + plusDays).toISOString()
}
