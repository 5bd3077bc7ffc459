export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** What a service may know about the caller besides who they are. */
export interface Caller {
  address: string
  userAgent: string
}

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** A request as both adapters hand it over. `text` may refuse a body that is too large. */
export interface Incoming {
  params: Record<string, string>
  query: Iterable<[string, string]>
  address: string
  header(name: string): string | undefined
  text(): Promise<string>
}

export type BodyFormat = 'json' | 'form'

export interface Endpoint {
  method: Method
  path: string
  /** Never rejects: a refusal is a problem document, a bug is a logged 500. */
  answer(incoming: Incoming): Promise<Answer>
}
