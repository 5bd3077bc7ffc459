import type { Page } from './paging'

/** A paged list as the query cache stores it. */
export interface Pages<Item> {
  pages: Page<Item>[]
  pageParams: unknown[]
}

/** Result of a reducer when the event has too little data to update the list: refetch it. */
export const STALE = Symbol('stale')
export type ReducerResult<Data> = Data | typeof STALE

interface Identified {
  id: string
}

export const itemsOf = <Item>({ pages }: Pages<Item>): Item[] => pages.flatMap(({ items }) => items)

/** Returns the list with the items of each page changed; the same object when `change` changes nothing. */
export function mapItems<Item>(list: Pages<Item>, change: (items: Item[]) => Item[]): Pages<Item> {
  const pages = list.pages.map((page) => {
    const items = change(page.items)
    return items === page.items ? page : { ...page, items }
  })
  return pages.every((page, index) => page === list.pages[index]) ? list : { ...list, pages }
}

export const withoutItem = <Item extends Identified>(list: Pages<Item>, id: string): Pages<Item> =>
  mapItems(list, (items) => (items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items))

/**
 * Returns the list with `item` at its sorted position and nowhere else; without it when that position is on a page that
 * is not loaded yet.
 */
export function withItem<Item extends Identified>(
  list: Pages<Item>,
  item: Item,
  compare: (a: Item, b: Item) => number,
): Pages<Item> {
  const rest = withoutItem(list, item.id)
  const last = rest.pages.length - 1
  const target = rest.pages.findIndex(({ items }) => items.some((other) => compare(item, other) < 0))
  if (target < 0 && rest.pages[last]?.nextCursor !== null) return rest
  const index = target < 0 ? last : target
  const pages = rest.pages.map((page, at) =>
    at === index ? { ...page, items: [...page.items, item].sort(compare) } : page,
  )
  return { ...rest, pages }
}
