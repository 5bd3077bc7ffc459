import 'server-only'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external'
import { RequestCookies } from 'next/dist/server/web/spec-extension/cookies'

/** Does the work as Next does it for a request with these headers, so that `headers()` answers with them. */
export function withinRequest<Result>(headers: Headers, work: () => Promise<Result>): Promise<Result> {
  const unit = { type: 'request', headers, cookies: new RequestCookies(headers), phase: 'render' }
  return workAsyncStorage.run(Object({ route: '/api' }), () => workUnitAsyncStorage.run(Object(unit), work))
}
