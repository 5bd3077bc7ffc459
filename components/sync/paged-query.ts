import type { Page } from '@/lib/paging'
import type { CachedQuery } from '@/lib/sync/schema'

/** A paged list: where the query cache stores it and how the API is asked. Plain data, so that pages may use it too. */
export interface PagedQuery {
  key: readonly unknown[]
  path: string
  query: Record<string, string>
  /** Parameter that takes the cursor of the next page; `cursor` by default. */
  cursorName?: string
}

/** Returns the list as a query cache stores it after its first page was fetched. */
export const firstPage = ({ key }: Pick<PagedQuery, 'key'>, page: Page<unknown>, pageParam?: unknown): CachedQuery => ({
  key,
  data: { pages: [page], pageParams: [pageParam] },
})
