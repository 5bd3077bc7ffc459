import { is } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { type ForeignKey, getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import * as schema from '@/db/schema'

type Table = ReturnType<typeof getTableConfig>

/** `docs/schema.md`: tables, keys and relations of the Drizzle schema. */
export function schemaPage(): string {
  const tables = Object.values(schema)
    .flatMap((value: unknown) => (is(value, PgTable) ? [getTableConfig(value)] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const relations = tables.flatMap((table) => table.foreignKeys.map((key) => relation(table, key)))
  return `${intro(tables.length)}
\`\`\`mermaid
erDiagram
${[...relations, ...tables.map(entity)].join('\n')}
\`\`\`

## Keys

| Table | Primary key | Unique | Foreign keys |
|---|---|---|---|
${tables.map(keys).join('\n')}
`
}

const intro = (count: number) => `<!-- Made by \`npm run docs\` from db/schema. Do not edit. -->
# Database schema

${count} tables, one file each (or two that belong together) in \`db/schema\`, where comments explain the columns. The diagram
shows the columns that are keys: \`PK\` primary key, \`FK\` foreign key, \`UK\` part of a unique key. Triggers, extensions
and UNLOGGED tables are declared in \`db/migrations\` only.

Without a foreign key on purpose: \`blocks.blocked_id\` (a block of an unknown id is stored too, decision 6),
\`user_events.user_id\`, \`friendships.action_user_id\` (a check ties it to the pair), \`users.picture_id\`.
`

const columnOf = (column: { name: string; keyAsName: boolean }) =>
  column.keyAsName ? toSnakeCase(column.name) : column.name

const primaryKeyOf = (table: Table) => [
  ...table.columns.filter(({ primary }) => primary).map(columnOf),
  ...table.primaryKeys.flatMap(({ columns }) => columns.map(columnOf)),
]

const uniquesOf = (table: Table) => [
  ...table.columns.filter(({ isUnique }) => isUnique).map((column) => [columnOf(column)]),
  ...table.uniqueConstraints.map(({ columns }) => columns.map(columnOf)),
]

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name) => b.includes(name))

/** Zero or one row of the table, when the columns of the foreign key are unique there; else any number. */
function relation(table: Table, key: ForeignKey): string {
  const { columns, foreignTable } = key.reference()
  const names = columns.map(columnOf)
  const isUnique = [primaryKeyOf(table), ...uniquesOf(table)].some((unique) => isSame(unique, names))
  const parent = columns.every(({ notNull }) => notNull) ? '||' : '|o'
  return `  ${getTableConfig(foreignTable).name} ${parent}--${isUnique ? 'o|' : 'o{'} ${table.name} : "${names.join(', ')}"`
}

function entity(table: Table): string {
  const primary = primaryKeyOf(table)
  const foreign = new Set(table.foreignKeys.flatMap((key) => key.reference().columns.map(columnOf)))
  const unique = new Set(uniquesOf(table).flat())
  const lines = table.columns.flatMap((column) => {
    const name = columnOf(column)
    const kinds = [primary.includes(name) && 'PK', foreign.has(name) && 'FK', unique.has(name) && 'UK'].filter(Boolean)
    const type = column.getSQLType().replaceAll(' ', '_')
    return kinds.length > 0 ? [`    ${type} ${name} ${kinds.join(', ')}`] : []
  })
  return [`  ${table.name} {`, ...lines, '  }'].join('\n')
}

function keys(table: Table): string {
  const list = (names: readonly string[]) => `\`${names.join(', ')}\``
  const foreign = table.foreignKeys.map((key) => {
    const { columns, foreignTable } = key.reference()
    const onDelete = key.onDelete && key.onDelete !== 'no action' ? ` (on delete ${key.onDelete})` : ''
    return `${list(columns.map(columnOf))} → ${getTableConfig(foreignTable).name}${onDelete}`
  })
  const unique = uniquesOf(table).map(list)
  return `| \`${table.name}\` | ${list(primaryKeyOf(table))} | ${unique.join('<br>')} | ${foreign.join('<br>')} |`
}
