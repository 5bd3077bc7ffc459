import 'server-only'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'
import { findSingleton, singleton } from '@/lib/singletons'
import { pooling } from './pooling'

/** Maximum size of each pool, 10 connections in total. */
const CONNECTIONS = { general: 6, reserved: 4 }

const open = (url: string, max: number) =>
  drizzle(postgres(url, { max, idle_timeout: 60, prepare: pooling() === 'session', onnotice() {} }), {
    casing: 'snake_case',
  })

export type Db = ReturnType<typeof open>
/** An open transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
/** A pool or an open transaction, on which a query runs. */
export type Connection = PgDatabase<PostgresJsQueryResultHKT>

/** Returns the general pool of this process, opened at the first call. */
export const database = (): Db => singleton('database', () => open(databaseUrl(), CONNECTIONS.general))

/** Returns the pool for sends, reads by open tabs and session checks, which no flood of other calls can exhaust. */
export const reservedDatabase = (): Db =>
  singleton('reserved database', () => open(databaseUrl(), CONNECTIONS.reserved))

export async function closeDatabase() {
  const pools = [findSingleton<Db>('database'), findSingleton<Db>('reserved database')]
  await Promise.all(pools.map((pool) => pool?.$client.end({ timeout: 5 })))
}

/** Returns the URL for connections that keep their session: DATABASE_DIRECT_URL if set, which bypasses a pooler. */
export const directUrl = (): string => env().DATABASE_DIRECT_URL ?? databaseUrl()

/** Returns true when LISTEN works. A pooler in transaction mode passes its connection to other clients. */
export const canListen = (): boolean => pooling() === 'session' || env().DATABASE_DIRECT_URL !== undefined

export function databaseUrl(): string {
  const url = env().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start-up sets it, or the operator does.')
  return url
}
