import { request } from 'node:http'
import { md5, requestSignature } from '@/server/realtime/signatures'
import { TEST_APP } from './server'

export interface ApiAnswer {
  readonly status: number
  readonly body: string
}

export interface ApiRequest {
  readonly method?: string
  readonly path: string
  readonly query?: Record<string, string>
  readonly body?: string
  /** Sent in place of the body that was signed. */
  readonly sentBody?: string
  readonly app?: { readonly key: string; readonly secret: string }
}

/** Makes a signed call of the Channels HTTP API; unlike the official package it validates nothing before sending. */
export function sendSignedRequest(
  port: number,
  { method = 'GET', path, query = {}, body, sentBody, app = TEST_APP }: ApiRequest,
) {
  const signed = new Map<string, string>([
    ['auth_key', app.key],
    ['auth_timestamp', String(Math.floor(Date.now() / 1000))],
    ['auth_version', '1.0'],
    ...(body === undefined ? [] : [['body_md5', md5(Buffer.from(body))] as const]),
    ...Object.entries(query),
  ])
  if (!signed.has('auth_signature')) signed.set('auth_signature', requestSignature(app.secret, method, path, signed))
  return exchange(port, method, `${path}?${new URLSearchParams([...signed])}`, sentBody ?? body)
}

export function exchange(port: number, method: string, path: string, body?: string): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, method, path, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
    })
    call.on('error', reject)
    call.end(body)
  })
}
