import 'server-only'
import type { IncomingMessage } from 'node:http'
import { ADDRESS_HEADER, forwardedFor, LOCAL_HEADER, networkOf, parseAddress } from '@/lib/http/client-address'

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
]

/** Writes the client's address over whatever the client claimed, and drops the claims no proxy vouches for. */
export function setClientAddress(request: IncomingMessage, trustedProxies: number) {
  const peer = parseAddress(request.socket.remoteAddress ?? '') ?? ''
  const forwarded = forwardedFor(request.headers['x-forwarded-for']?.toString(), trustedProxies)
  request.headers[ADDRESS_HEADER] = trustedProxies > 0 && forwarded ? forwarded : peer
  if (isLoopback(peer) && !FORWARDED.some((name) => name in request.headers)) request.headers[LOCAL_HEADER] = '1'
  else delete request.headers[LOCAL_HEADER]
  if (trustedProxies === 0) for (const name of FORWARDED) delete request.headers[name]
}

const isLoopback = (address: string) => address === '::1' || address.startsWith('127.')

/** The client's address as limits count it. */
export const clientAddress = (request: IncomingMessage) => networkOf(request.headers[ADDRESS_HEADER]?.toString() ?? '')
