/** Number of cells to a row, and of all cells in each grid; the grids follow each other. */
export interface GridShape {
  columns: number
  counts: readonly number[]
}

interface Row {
  start: number
  length: number
}

function rowsOf({ columns, counts }: GridShape): Row[] {
  const rows: Row[] = []
  let start = 0
  for (const count of counts) {
    for (let at = 0; at < count; at += columns) rows.push({ start: start + at, length: Math.min(columns, count - at) })
    start += count
  }
  return rows
}

const SIDEWAYS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }
const ROWS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -5, PageDown: 5 }

/**
 * Returns the cell that a key moves to, counted over all grids; undefined for other keys. ArrowUp in the first row leads
 * out of the grids, to -1.
 */
export function cellAfterKey(key: string, at: number, shape: GridShape): number | undefined {
  const total = shape.counts.reduce((sum, count) => sum + count, 0)
  const sideways = SIDEWAYS[key]
  if (sideways !== undefined) return Math.min(Math.max(at + sideways, 0), total - 1)
  const rows = rowsOf(shape)
  const current = rows.findIndex(({ start, length }) => at >= start && at < start + length)
  const row = rows[current]
  if (!row) return undefined
  if (key === 'Home') return row.start
  if (key === 'End') return row.start + row.length - 1
  const step = ROWS[key]
  if (step === undefined) return undefined
  if (key === 'ArrowUp' && current === 0) return -1
  const next = rows[Math.min(Math.max(current + step, 0), rows.length - 1)] ?? row
  return next.start + Math.min(at - row.start, next.length - 1)
}
