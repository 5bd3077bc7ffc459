import 'server-only'
import type { TransactionSql } from 'postgres'

type Value = string | number | boolean

const BATCH_SIZE = 5000

/**
 * Inserts many rows; each has the values of the columns in their order. Arrays and not COPY: the driver never tells
 * when a COPY failed, and the time goes into indexes and foreign keys either way.
 */
export async function insertRows(
  tx: TransactionSql,
  table: string,
  typeOf: Record<string, 'uuid' | 'text' | 'int8' | 'bool' | 'timestamptz'>,
  rows: Iterable<readonly Value[]>,
) {
  const names = Object.keys(typeOf)
  // By way of text: what the driver makes of other arrays depends on their first item, and on the query builder.
  const arrays = Object.values(typeOf).map((type, place) => `$${place + 1}::text[]::${type}[]`)
  const statement = `insert into ${table} (${names}) select * from unnest(${arrays})`
  const columns: string[][] = names.map(() => [])
  for (const row of rows) {
    row.forEach((value, place) => {
      columns[place]?.push(String(value))
    })
    if (columns[0]?.length === BATCH_SIZE) await flush()
  }
  if (columns[0]?.length) await flush()

  async function flush() {
    await tx.unsafe(statement, columns, { prepare: true })
    for (const column of columns) column.length = 0
  }
}
