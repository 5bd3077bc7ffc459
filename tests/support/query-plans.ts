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

/** Makes `database()` and `reservedDatabase()` one that writes down what it is asked. To be called before anybody has asked for it. */
export function recordQueries() {
  const statements: Statement[] = []
  const logger = { logQuery: (query: string, params: unknown[]) => void statements.push({ query, params }) }
  const client = postgres(databaseUrl(), { max: 2, onnotice() {} })
  const db: Db = registerSingleton('database', drizzle(client, { casing: 'snake_case', logger }))
  registerSingleton('reserved database', db)

  /** What `work` read, each as PostgreSQL says it would read it again. */
  async function plansOf(work: () => Promise<unknown>) {
    statements.length = 0
    await work()
    const reads = statements.filter(({ query }) => /^\s*(select|with)\b/i.test(query))
    return Promise.all(
      reads.map(async ({ query, params }) => {
        const explain = `explain (analyze, buffers, format json) ${query}`
        const [row] = await db.$client.unsafe<{ 'QUERY PLAN': { Plan: PlanNode; 'Execution Time': number }[] }[]>(
          explain,
          params as never[], // What drizzle itself handed to the driver.
        )
        const [plan] = row?.['QUERY PLAN'] ?? []
        if (!plan) throw new Error(`PostgreSQL has no plan for ${query}`)
        return { query, root: plan.Plan, milliseconds: plan['Execution Time'] }
      }),
    )
  }
  return { plansOf }
}

/** The tables that a plan reads from end to end. */
export function tablesScanned(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? '?'] : []
  return [...own, ...(node.Plans ?? []).flatMap(tablesScanned)]
}

/** A node a line, with the rows it gave each time and how many times it was asked. */
export function planText(node: PlanNode, indent = 0): string {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index = '' } = node
  const counted = `${node['Actual Rows']} rows x ${node['Actual Loops']}`
  const line = [type, table, index, counted].filter(Boolean).join(' ')
  return [`${'  '.repeat(indent)}${line}`, ...(node.Plans ?? []).map((part) => planText(part, indent + 1))].join('\n')
}
