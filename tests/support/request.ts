import 'server-only'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external'
import { RequestCookies } from 'next/dist/server/web/spec-extension/cookies'

/** Runs `work` in Next's context of a request with these headers, so that `headers()` returns them. */
export function withinRequest<Result>(headers: Headers, work: () => Promise<Result>): Promise<Result> {
  const unit = { type: 'request', headers, cookies: new RequestCookies(headers), phase: 'render' }
  return workAsyncStorage.run(Object({ route: '/api' }), () => workUnitAsyncStorage.run(Object(unit), work))
}
