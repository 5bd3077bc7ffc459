/** Items in the order their ids were held in; those that came since stand at the end. */
export function freezeOrder<Item extends { id: string }>(items: readonly Item[], held: readonly string[]): Item[] {
  const places = new Map(held.map((id, place) => [id, place]))
  return [...items].sort((a, b) => (places.get(a.id) ?? held.length) - (places.get(b.id) ?? held.length))
}
