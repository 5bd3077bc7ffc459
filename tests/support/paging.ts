/** Converts an input to the strings of a query string. */
export const asQuery = (input: object) =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )

/** Fetches all pages, at most 50. */
export async function pagesOf<Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
) {
  const pages: Item[][] = []
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await page(cursor)
    pages.push(items)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined && pages.length < 50)
  return pages
}
