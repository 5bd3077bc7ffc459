import 'server-only'
import type { IncomingMessage } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'

/** Headers that Next sets for itself between its parts, and takes for its own when a client sends them. */
const INTERNAL = /^x-(?:middleware|nextjs|next|invoke|matched|prerender|now|vercel|action)(?:-|$)/

/** Drops the headers by which a client could pretend to be a part of Next. */
export function dropInternalHeaders({ headers }: IncomingMessage) {
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name]
}

/** Whether Next can read where the client says it is; it would answer 500 to what it cannot read. */
export function hasValidRouterState({ headers }: IncomingMessage): boolean {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree'])
    return true
  } catch {
    return false
  }
}
