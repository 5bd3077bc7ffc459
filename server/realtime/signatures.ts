import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export interface AppCredentials {
  readonly key: string
  readonly secret: string
}

/** HMAC SHA-256, lower-case hex: the one signature of the Pusher protocol. */
export function sign(secret: string, text: string | Buffer): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

export function md5(content: Buffer): string {
  return createHash('md5').update(content).digest('hex')
}

/** Takes the same time wherever the two differ; only a difference in length shows. */
export function sameText(expected: string, given: string): boolean {
  const expectedBytes = Buffer.from(expected)
  const givenBytes = Buffer.from(given)
  return expectedBytes.length === givenBytes.length && timingSafeEqual(expectedBytes, givenBytes)
}

/** Pusher Channels, "Generating auth signatures", private channel: `key:HMAC(socket_id:channel)`. */
export function channelSignature(app: AppCredentials, socketId: string, channel: string): string {
  return `${app.key}:${sign(app.secret, `${socketId}:${channel}`)}`
}

/** Pusher Channels, "Generating auth signatures", user: `key:HMAC(socket_id::user::user_data)`. */
export function userSignature(app: AppCredentials, socketId: string, userData: string): string {
  return `${app.key}:${sign(app.secret, `${socketId}::user::${userData}`)}`
}

/**
 * Pusher Channels HTTP API, "Authentication": method, path and the query sorted by lower-case key, without
 * `auth_signature` and not URL-encoded, each on its own line.
 */
export function requestSignature(secret: string, method: string, path: string, query: ReadonlyMap<string, string>) {
  const signed = [...query].filter(([name]) => name !== 'auth_signature').sort(byName)
  return sign(secret, [method, path, signed.map(([name, value]) => `${name}=${value}`).join('&')].join('\n'))
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : Number(a > b)
}
