import 'server-only'
import type { TransactionSql } from 'postgres'

type Value = string | number | boolean

const BATCH_SIZE = 5000

/**
 * Inserts many rows, each with the values of the columns in order. Uses arrays, not COPY: the driver does not report a
 * failed COPY, and most time is spent on indexes and foreign keys anyway.
 */
export async function insertRows(
  tx: TransactionSql,
  table: string,
  typeOf: Record<string, 'uuid' | 'text' | 'int8' | 'bool' | 'timestamptz'>,
  rows: Iterable<readonly Value[]>,
) {
  const names = Object.keys(typeOf)
  // Text arrays, because the driver converts other arrays by the type of their first item and by the query builder.
  const arrays = Object.values(typeOf).map((type, index) => `$${index + 1}::text[]::${type}[]`)
  const statement = `insert into ${table} (${names}) select * from unnest(${arrays})`
  const columns: string[][] = names.map(() => [])
  for (const row of rows) {
    row.forEach((value, index) => {
      columns[index]?.push(String(value))
    })
    if (columns[0]?.length === BATCH_SIZE) await flush()
  }
  if (columns[0]?.length) await flush()

  async function flush() {
    await tx.unsafe(statement, columns, { prepare: true })
    for (const column of columns) column.length = 0
  }
}
