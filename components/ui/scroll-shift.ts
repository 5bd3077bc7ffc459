/**
 * Returns by how many positions most of the visible rows have moved. `seen` are their ids in order, beginning at the
 * old index `first`; `ids` are all ids now. A single row that moves does not count.
 */
export function scrollShift(seen: readonly string[], first: number, ids: readonly string[]): number {
  const places = new Map(ids.map((id, place) => [id, place]))
  const votes = new Map<number, number>()
  for (const [index, id] of seen.entries()) {
    const place = places.get(id)
    if (place === undefined) continue
    const shift = place - first - index
    votes.set(shift, (votes.get(shift) ?? 0) + 1)
  }
  const [winner] = [...votes].sort(([a, n], [b, m]) => m - n || Math.abs(a) - Math.abs(b))
  return winner?.[0] ?? 0
}
