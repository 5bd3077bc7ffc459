import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type AppError, isAppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import { type Viewer, viewerOf } from '@/lib/session/viewer'
import { requestAddress } from './client-address'
import { type Query, signInPath, toQueryString } from './sign-in-redirect'

/** Returns the viewer of a page, or undefined when signed out. */
export const findViewer = async (): Promise<Viewer | undefined> =>
  viewerOf((await headers()).get('cookie') ?? undefined)

/** Props of a page: the parameters of its path and its query. */
export interface PageProps<Param extends string = never> {
  params: Promise<Record<Param, string>>
  searchParams: Promise<Query>
}

/**
 * Returns the viewer of the page at `path`. Redirects a signed-out visitor to the sign-in page, which leads back to it.
 */
export async function requireViewer(path: string, query: Promise<Query>): Promise<Viewer> {
  const viewer = await findViewer()
  if (!viewer) redirect(signInPath(`${path}${toQueryString(await query)}`) as Route) // Typed routes do not know queries that are built at run time.
  return viewer
}

/** Returns the result of a service, or shows Next's 404 page when the service throws `not_found`. */
export async function orNotFound<Found>(found: Promise<Found>): Promise<Found> {
  try {
    return await found
  } catch (error) {
    if (isAppError(error) && error.kind === 'not_found') notFound()
    throw error
  }
}

/** Like `orNotFound`, but returns other errors of the service for the page to show. */
export async function orProblem<Found>(
  asked: Promise<Found>,
): Promise<{ found: Found; refusal?: never } | { found?: never; refusal: AppError }> {
  try {
    return { found: await orNotFound(asked) }
  } catch (error) {
    if (isAppError(error)) return { refusal: error }
    throw error
  }
}

/** Returns the client's address for rate limits. */
export async function callerAddress(): Promise<string> {
  const sent = await headers()
  return requestAddress((name) => sent.get(name) ?? undefined)
}

/** Parses the id in the path of a page. A malformed one shows the same 404 page as an unknown one. */
export const idInPath = (text: string): string => id.safeParse(text).data ?? notFound()
