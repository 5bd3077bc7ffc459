/** The data of one query, under its key in the query cache of a tab. */
export interface CachedQuery {
  key: readonly unknown[]
  data: unknown
}

/** State that a page brings, so that the tab shows it without asking again. */
export interface PageState {
  /** The user for whom the server rendered it. */
  viewerId: string
  /** Position in the viewer's event log that was read before the queries. Later events may be in them, earlier ones are. */
  cursor: number
  queries: readonly CachedQuery[]
}
