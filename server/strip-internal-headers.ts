import 'server-only'
import type { IncomingMessage } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'

/** Headers that Next uses between its own parts and would trust when a client sends them. */
const INTERNAL = /^x-(?:middleware|nextjs|next|invoke|matched|prerender|now|vercel|action)(?:-|$)/

/** Deletes the headers with which a client could impersonate a part of Next. */
export function dropInternalHeaders({ headers }: IncomingMessage) {
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name]
}

/** Returns whether Next can parse the client's router state; Next would answer 500 if it cannot. */
export function hasValidRouterState({ headers }: IncomingMessage): boolean {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree'])
    return true
  } catch {
    return false
  }
}
