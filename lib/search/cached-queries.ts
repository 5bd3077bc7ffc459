import { defineQuery } from '@/lib/events/define-query'
import type { Pages } from '@/lib/pages'
import { reduceHits } from './reducers'
import type { SearchHit } from './schema'

export const messagesFound = defineQuery<Pages<SearchHit>, [query: Record<string, string>]>()(
  'messagesFound',
  reduceHits,
)
