import 'server-only'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'
import { findSingleton, singleton } from '@/lib/singletons'
import { pooling } from './pooling'

/** Together 10. */
const CONNECTIONS = { general: 6, reserved: 4 }

const open = (url: string, max: number) =>
  drizzle(postgres(url, { max, idle_timeout: 60, prepare: pooling() === 'session', onnotice() {} }), {
    casing: 'snake_case',
  })

export type Db = ReturnType<typeof open>
/** An open transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
/** What a query runs on: the pool, or the transaction that must see it. */
export type Connection = PgDatabase<PostgresJsQueryResultHKT>

/** The process's pool of connections, opened at the first call. */
export const database = (): Db => singleton('database', () => open(databaseUrl(), CONNECTIONS.general))

/** Connections kept for sends, for reads by open tabs and for session checks: no flood of other calls can take them. */
export const reservedDatabase = (): Db =>
  singleton('reserved database', () => open(databaseUrl(), CONNECTIONS.reserved))

export async function closeDatabase() {
  const pools = [findSingleton<Db>('database'), findSingleton<Db>('reserved database')]
  await Promise.all(pools.map((pool) => pool?.$client.end({ timeout: 5 })))
}

/** The URL of connections that keep their session: past a pooler where the operator names a way. */
export const directUrl = (): string => env().DATABASE_DIRECT_URL ?? databaseUrl()

/** Whether LISTEN hears anything: a pooler in transaction mode gives its connection away. */
export const canListen = (): boolean => pooling() === 'session' || env().DATABASE_DIRECT_URL !== undefined

export function databaseUrl(): string {
  const url = env().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: the start-up provides it, or the host does.')
  return url
}
