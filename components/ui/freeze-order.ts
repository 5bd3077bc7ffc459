/** Returns the items in the order of `frozenIds`; items that were added since are at the end. */
export function freezeOrder<Item extends { id: string }>(items: readonly Item[], frozenIds: readonly string[]): Item[] {
  const positions = new Map(frozenIds.map((id, position) => [id, position]))
  const positionOf = ({ id }: Item) => positions.get(id) ?? frozenIds.length
  return [...items].sort((a, b) => positionOf(a) - positionOf(b))
}
