import 'server-only'
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { setEnvDefaults } from '@/lib/env'
import { closeDatabase } from './client'

/**
 * Gives a test file its own migrated, empty database, which is dropped at the end. Call it at the top of the file. In
 * hooks and tests after it, `database()` and `env()` are those of a configured process, with `settings` added.
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
    setEnvDefaults({
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
  const text = await response.text()
  if (!response.ok) throw new Error(`no test database: ${text}`)
  return text
}

/** Runs `work` connected to the database `postgres`, because a template must have no connections. */
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
