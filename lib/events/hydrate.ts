import 'server-only'
import type { Connection } from '@/db/client'
import { loadReferences } from './load-references'
import { findDefinition, type LogEvent, type LogRow } from './registry'

/** Returns log rows with the people and messages they name, as their owners may see them now. A few queries, however many rows. */
export async function hydrate(on: Connection, rows: readonly LogRow[]): Promise<(LogEvent & { userId: string })[]> {
  const known = rows.flatMap((row) => {
    const definition = findDefinition(row.type)
    return definition ? [{ row, definition }] : []
  })
  const loaded = await loadReferences(
    on,
    known.map(({ row, definition }) => ({ userId: row.userId, references: definition.references?.(row.data) ?? {} })),
  )
  return known.map(({ row, definition }) => {
    const { userId, seq, type } = row
    return { userId, seq, type, data: definition.view(row, loaded) } as LogEvent & { userId: string } // The definition of its type.
  })
}
