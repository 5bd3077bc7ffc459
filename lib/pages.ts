import type { Page } from './paging'

/** What the query cache holds of a paged list. */
export interface Pages<Item> {
  pages: Page<Item>[]
  pageParams: unknown[]
}

/** A reducer's answer when the event does not tell enough: the list has to be fetched again. */
export const STALE = Symbol('stale')
export type ReducerResult<Data> = Data | typeof STALE

interface Identified {
  id: string
}

export const itemsOf = <Item>({ pages }: Pages<Item>): Item[] => pages.flatMap(({ items }) => items)

/** The list with its pages' items changed; the same object when `change` changes nothing. */
export function mapItems<Item>(list: Pages<Item>, change: (items: Item[]) => Item[]): Pages<Item> {
  const pages = list.pages.map((page) => {
    const items = change(page.items)
    return items === page.items ? page : { ...page, items }
  })
  return pages.every((page, index) => page === list.pages[index]) ? list : { ...list, pages }
}

export const withoutItem = <Item extends Identified>(list: Pages<Item>, id: string): Pages<Item> =>
  mapItems(list, (items) => (items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items))

/** The list with `item` at its place and nowhere else; left out when its place is on a page not loaded yet. */
export function withItem<Item extends Identified>(
  list: Pages<Item>,
  item: Item,
  compare: (a: Item, b: Item) => number,
): Pages<Item> {
  const rest = withoutItem(list, item.id)
  const last = rest.pages.length - 1
  const home = rest.pages.findIndex(({ items }) => items.some((other) => compare(item, other) < 0))
  if (home < 0 && rest.pages[last]?.nextCursor !== null) return rest
  const index = home < 0 ? last : home
  const pages = rest.pages.map((page, at) =>
    at === index ? { ...page, items: [...page.items, item].sort(compare) } : page,
  )
  return { ...rest, pages }
}
