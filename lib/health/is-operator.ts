import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { LOCAL_HEADER } from '@/lib/http/client-address'
import type { Caller } from '@/lib/http/endpoint'
import { findSingleton } from '@/lib/singletons'

/** Whether the request comes from the operator: from this machine, or with KITH_OPERATOR_KEY as bearer token. */
export function isOperator(header: Caller['header']): boolean {
  const isLocal = findSingleton<boolean>('front') === true && header(LOCAL_HEADER) === '1' // Only the HTTP server sets this header.
  const { KITH_OPERATOR_KEY: key } = env()
  return isLocal || (key !== undefined && isSame(header('authorization') ?? '', `Bearer ${key}`))
}

/** Compares in constant time. */
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

const digest = (text: string) => createHash('sha256').update(text).digest()
