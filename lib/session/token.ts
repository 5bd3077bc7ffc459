import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { JWT, JWTDecodeParams, JWTEncodeParams } from 'next-auth/jwt'

const DEFAULT_MAX_AGE_SECONDS = 30 * 24 * 60 * 60
const IV_BYTES = 12
const TAG_BYTES = 16
/**
 * Our tokens have about 300 characters. The decoder skips unknown characters, so a longer text could pass and fill the
 * caches.
 */
const MAX_CHARACTERS = 2048
const COMPACT_JWE = /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/
const HEADER = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')

const keys = new Map<string, Buffer>()

/**
 * Implements next-auth's `jwt.encode` synchronously: a compact JWE (RFC 7516) with a direct AES-256-GCM key. A renewed
 * token keeps its original expiry.
 */
export function sealToken({
  token = {},
  secret,
  salt = '',
  maxAge = DEFAULT_MAX_AGE_SECONDS,
}: JWTEncodeParams): string {
  const now = Math.floor(Date.now() / 1000)
  const exp = Math.min(now + maxAge, typeof token.exp === 'number' ? token.exp : Number.POSITIVE_INFINITY)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, salt), iv).setAAD(Buffer.from(HEADER))
  const text = Buffer.concat([cipher.update(JSON.stringify({ ...token, iat: now, exp })), cipher.final()])
  return [HEADER, '', ...[iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
}

/** Implements next-auth's `jwt.decode`; null for a token that is not ours, was changed or has expired. */
export function openToken({ token = '', secret, salt = '' }: JWTDecodeParams): JWT | null {
  if (token.length > MAX_CHARACTERS || !COMPACT_JWE.test(token)) return null
  const [header, , iv = '', text = '', tag = ''] = token.split('.')
  if (header !== HEADER) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, salt), Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(HEADER)).setAuthTag(Buffer.from(tag, 'base64url'))
    const payload = JSON.parse(`${decipher.update(Buffer.from(text, 'base64url'))}${decipher.final()}`) as JWT // We have encrypted it.
    return typeof payload.exp === 'number' && payload.exp > Date.now() / 1000 ? payload : null
  } catch {
    return null // Forged and truncated tokens are common and no error.
  }
}

function keyFor(secret: string | Buffer, salt: string): Buffer {
  const name = `${salt}\n${secret}`
  const known = keys.get(name)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'kith session token', 32))
  keys.set(name, key)
  return key
}
