import 'server-only'
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { setEnvironment } from '@/lib/env'
import { closeDatabase } from './client'

/**
 * Gives the test file that calls it at its top a migrated, empty database of its own, dropped at the end. From its
 * hooks on, `database()` and `env()` are those of a configured process, with `settings` added.
 */
export function prepareDatabase(settings: Record<string, string> = {}) {
  const name = `test_${randomUUID().replaceAll('-', '')}`

  beforeAll(async () => {
    const template = new URL(await templateUrl())
    await administer(template, (sql) =>
      sql.unsafe(`create database ${name} template ${template.pathname.slice(1)} strategy wal_log`),
    )
    const own = new URL(template)
    own.pathname = `/${name}`
    setEnvironment({
      DATABASE_URL: own.href,
      KITH_URL: 'http://localhost:3000',
      NEXTAUTH_URL: 'http://localhost:3000',
      NEXTAUTH_SECRET: 'a secret for tests and nothing but tests',
      PUSHER_APP_ID: 'test',
      PUSHER_APP_KEY: 'test-key',
      PUSHER_APP_SECRET: 'a secret for sockets in tests',
      ...settings,
    })
  })

  afterAll(async () => {
    await closeDatabase()
    await administer(new URL(await templateUrl()), (sql) => sql.unsafe(`drop database if exists ${name} with (force)`))
  })
}

async function templateUrl() {
  const response = await fetch(inject('templateDatabase'))
  const answer = await response.text()
  if (!response.ok) throw new Error(`no test database: ${answer}`)
  return answer
}

/** A template must have no connections, so the work is done from the database that is always there. */
async function administer(template: URL, work: (sql: postgres.Sql) => Promise<unknown>) {
  const maintenance = new URL(template)
  maintenance.pathname = '/postgres'
  const sql = postgres(maintenance.href, { max: 1, onnotice() {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
