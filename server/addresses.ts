import 'server-only'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { ADDRESS_HEADER, forwardedFor } from '@/lib/boundary/address'

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

/** Writes the client's address over whatever the client claimed, and drops the claims no proxy vouches for. */
export function vouchForAddress(request: IncomingMessage, trustedProxies: number) {
  const peer = plain(request.socket.remoteAddress ?? '')
  const forwarded = plain(forwardedFor(request.headers['x-forwarded-for']?.toString(), trustedProxies) ?? '')
  request.headers[ADDRESS_HEADER] = trustedProxies > 0 && isIP(forwarded) ? forwarded : peer
  if (trustedProxies === 0) for (const name of FORWARDED) delete request.headers[name]
}

export const vouchedAddress = (request: IncomingMessage) => request.headers[ADDRESS_HEADER]?.toString() ?? ''

/** A socket that listens on both families shows IPv4 addresses as IPv6 ones. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
