import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** `viewer`: a session is required. `public`: no session is read. */
export type Access = 'viewer' | 'public'

/** Facts about the request that a service may use besides the viewer. */
export interface Caller {
  address: string
  userAgent: string
  /** Returns a header of the request by its lower-case name. */
  header(name: string): string | undefined
}

export interface EndpointResponse {
  status: number
  /** Sent as JSON. */
  body?: unknown
  /** Sent unchanged instead of `body`; `headers` must name the content type. */
  bytes?: Uint8Array
  headers?: Record<string, string>
}

/** A request as both adapters pass it on. The body can be read once; a larger one than allowed is 413. */
export interface EndpointRequest {
  params: Record<string, string>
  query: Iterable<[string, string]>
  address: string
  header(name: string): string | undefined
  text(): Promise<string>
  bytes(max: number): Promise<Buffer>
}

/** `bytes` passes the raw body as the field `bytes`. */
export type BodyFormat = 'json' | 'form' | 'bytes'

export interface Endpoint {
  method: Method
  path: string
  access: Access
  format: BodyFormat
  /** Schema of path parameters, query and body together. */
  input: z.ZodType
  /** Maximum size of the body in bytes. */
  maxBytes(): number
  /** Never rejects: an AppError becomes a problem document, any other error a logged 500. */
  handle(incoming: EndpointRequest): Promise<EndpointResponse>
}
