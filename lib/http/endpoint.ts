import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** `viewer`: a session is required. `public`: no session is read. */
export type Access = 'viewer' | 'public'

/** What a service may know about the caller besides who they are. */
export interface Caller {
  address: string
  userAgent: string
  /** A header of the request, by its name in lower case. */
  header(name: string): string | undefined
}

export interface EndpointResponse {
  status: number
  /** Sent as JSON. */
  body?: unknown
  /** Sent as they are, instead of a body; `headers` say what they are. */
  bytes?: Uint8Array
  headers?: Record<string, string>
}

/** A request as both adapters hand it over. Its body is read once, and refused when it is too large. */
export interface EndpointRequest {
  params: Record<string, string>
  query: Iterable<[string, string]>
  address: string
  header(name: string): string | undefined
  text(): Promise<string>
  bytes(max: number): Promise<Buffer>
}

/** `bytes` is a body that is taken as it is, as the field `bytes`. */
export type BodyFormat = 'json' | 'form' | 'bytes'

export interface Endpoint {
  method: Method
  path: string
  access: Access
  format: BodyFormat
  /** Schema of path parameters, query and body together. */
  input: z.ZodType
  /** The largest body that is read. */
  maxBytes(): number
  /** Never rejects: a refusal is a problem document, a bug is a logged 500. */
  handle(incoming: EndpointRequest): Promise<EndpointResponse>
}
