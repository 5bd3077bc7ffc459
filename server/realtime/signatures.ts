import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export interface AppCredentials {
  readonly key: string
  readonly secret: string
}

/** Returns the HMAC SHA-256 in lower-case hex, the only signature of the Pusher protocol. */
export function sign(secret: string, text: string | Buffer): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

export function md5(content: Buffer): string {
  return createHash('md5').update(content).digest('hex')
}

/** Compares in constant time; only a difference in length can be measured. */
export function sameText(expected: string, given: string): boolean {
  const expectedBytes = Buffer.from(expected)
  const givenBytes = Buffer.from(given)
  return expectedBytes.length === givenBytes.length && timingSafeEqual(expectedBytes, givenBytes)
}

/** Returns `key:HMAC(socket_id:channel)` (Pusher Channels, "Generating auth signatures", private channel). */
export function channelSignature(app: AppCredentials, socketId: string, channel: string): string {
  return `${app.key}:${sign(app.secret, `${socketId}:${channel}`)}`
}

/** Returns `key:HMAC(socket_id::user::user_data)` (Pusher Channels, "Generating auth signatures", user). */
export function userSignature(app: AppCredentials, socketId: string, userData: string): string {
  return `${app.key}:${sign(app.secret, `${socketId}::user::${userData}`)}`
}

/**
 * Returns the signature of an HTTP request (Pusher Channels HTTP API, "Authentication") over method, path and query, each
 * on its own line. The query is sorted by lower-case key, not URL-encoded, and without `auth_signature`.
 */
export function requestSignature(secret: string, method: string, path: string, query: ReadonlyMap<string, string>) {
  const signed = [...query].filter(([name]) => name !== 'auth_signature').sort(byName)
  return sign(secret, [method, path, signed.map(([name, value]) => `${name}=${value}`).join('&')].join('\n'))
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : Number(a > b)
}
