import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { LOCAL_HEADER } from '@/lib/http/client-address'
import type { Caller } from '@/lib/http/endpoint'
import { findSingleton } from '@/lib/singletons'

/** Whether the operator asks: from this machine itself, or with KITH_OPERATOR_KEY as a bearer token. */
export function isOperator(header: Caller['header']): boolean {
  const isLocal = findSingleton<boolean>('front') === true && header(LOCAL_HEADER) === '1' // Nobody else vouches for it.
  const { KITH_OPERATOR_KEY: key } = env()
  return isLocal || (key !== undefined && isSame(header('authorization') ?? '', `Bearer ${key}`))
}

/** Takes as long for every wrong text. */
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

const digest = (text: string) => createHash('sha256').update(text).digest()
