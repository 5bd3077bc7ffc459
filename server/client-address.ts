import 'server-only'
import type { IncomingMessage } from 'node:http'
import { ADDRESS_HEADER, forwardedFor, LOCAL_HEADER, networkOf, parseAddress } from '@/lib/http/client-address'

const FORWARDING_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
]

/**
 * Overwrites the address headers sent by the client with the verified address, and deletes the forwarding headers when
 * no proxy is trusted.
 */
export function setClientAddress(request: IncomingMessage, trustedProxies: number) {
  const peer = parseAddress(request.socket.remoteAddress ?? '') ?? ''
  const forwarded = forwardedFor(request.headers['x-forwarded-for']?.toString(), trustedProxies)
  request.headers[ADDRESS_HEADER] = trustedProxies > 0 && forwarded ? forwarded : peer
  if (isLoopback(peer) && !FORWARDING_HEADERS.some((name) => name in request.headers))
    request.headers[LOCAL_HEADER] = '1'
  else delete request.headers[LOCAL_HEADER]
  if (trustedProxies === 0) for (const name of FORWARDING_HEADERS) delete request.headers[name]
}

const isLoopback = (address: string) => address === '::1' || address.startsWith('127.')

/** Returns the client's network, the key by which rate limits count. */
export const clientAddress = (request: IncomingMessage) => networkOf(request.headers[ADDRESS_HEADER]?.toString() ?? '')
