import { CLOSE, type CloseReason } from './close-reasons'

const PATH_PREFIX = '/app/'
const PROTOCOL_VERSION = '7'

export function isSocketPath(url: string): boolean {
  return url.startsWith(PATH_PREFIX)
}

/**
 * Returns why a handshake URL is refused, or undefined (Pusher Channels WebSocket protocol, "Connection":
 * `/app/<key>?protocol=7&client=…&version=…`).
 */
export function handshakeError(url: string, appKey: string): CloseReason | undefined {
  const [key = '', ...query] = url.slice(PATH_PREFIX.length).split('?')
  if (key.includes('/')) return CLOSE.pathNotFound
  if (key !== appKey) return CLOSE.unknownApp
  return versionError(new URLSearchParams(query.join('?')).get('protocol'))
}

function versionError(version: string | null): CloseReason | undefined {
  if (!version) return CLOSE.noVersion
  if (!/^\d+$/.test(version)) return CLOSE.invalidVersion
  return version === PROTOCOL_VERSION ? undefined : CLOSE.unsupportedVersion
}
