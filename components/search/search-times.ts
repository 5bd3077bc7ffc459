import { serverNow } from '@/components/server-time'

/** Time filter of a search; days as in a date field, empty for open. */
export interface SearchTime {
  when: 'any' | 'week' | 'month' | 'year' | 'dates'
  firstDay: string
  lastDay: string
}

export const ANY_TIME: SearchTime = { when: 'any', firstDay: '', lastDay: '' }

const DAYS = { week: 7, month: 30, year: 365 } as const

/** Returns the range of times of a filter, in the reader's time zone. */
export function searchTimeOptions(
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

/** Returns the beginning of a day, or of one some days later. */
function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}
