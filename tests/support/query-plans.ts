import 'server-only'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Db, databaseUrl } from '@/db/client'
import { registerSingleton } from '@/lib/singletons'

interface Statement {
  query: string
  params: unknown[]
}

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: PlanNode[]
}

/**
 * Replaces `database()` and `reservedDatabase()` by one that records its queries. Call it before either is used.
 */
export function recordQueries() {
  const statements: Statement[] = []
  const logger = { logQuery: (query: string, params: unknown[]) => void statements.push({ query, params }) }
  const client = postgres(databaseUrl(), { max: 2, onnotice() {} })
  const db: Db = registerSingleton('database', drizzle(client, { casing: 'snake_case', logger }))
  registerSingleton('reserved database', db)

  /** Runs `work` and returns the plan of each SELECT that it made, measured by running the query again. */
  async function plansOf(work: () => Promise<unknown>) {
    statements.length = 0
    await work()
    const reads = statements.filter(({ query }) => /^\s*(select|with)\b/i.test(query))
    return Promise.all(
      reads.map(async ({ query, params }) => {
        const explain = `explain (analyze, buffers, format json) ${query}`
        const [row] = await db.$client.unsafe<{ 'QUERY PLAN': { Plan: PlanNode; 'Execution Time': number }[] }[]>(
          explain,
          params as never[], // The same parameters that drizzle passed to the driver.
        )
        const [plan] = row?.['QUERY PLAN'] ?? []
        if (!plan) throw new Error(`PostgreSQL has no plan for ${query}`)
        return { query, root: plan.Plan, milliseconds: plan['Execution Time'] }
      }),
    )
  }
  return { plansOf }
}

/** Returns the tables that a plan reads by a sequential scan. */
export function tablesScanned(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? '?'] : []
  return [...own, ...(node.Plans ?? []).flatMap(tablesScanned)]
}

/** Formats a plan with one node per line, its rows per loop and its loops. */
export function planText(node: PlanNode, indent = 0): string {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index = '' } = node
  const counted = `${node['Actual Rows']} rows x ${node['Actual Loops']}`
  const line = [type, table, index, counted].filter(Boolean).join(' ')
  return [`${'  '.repeat(indent)}${line}`, ...(node.Plans ?? []).map((part) => planText(part, indent + 1))].join('\n')
}
