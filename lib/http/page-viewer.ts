import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type AppError, isAppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import { type Viewer, viewerOf } from '@/lib/session/viewer'
import { requestAddress } from './client-address'
import { type Query, signInPath, toQueryString } from './sign-in-redirect'

/** Who asks for this page, if they are signed in. */
export const findViewer = async (): Promise<Viewer | undefined> =>
  viewerOf((await headers()).get('cookie') ?? undefined)

/** What a page is asked for with: the parameters in its path, by their names, and the query. */
export interface PageProps<Param extends string = never> {
  params: Promise<Record<Param, string>>
  searchParams: Promise<Query>
}

/** Who asks for the page at `path`; somebody signed out goes to sign in and comes back there, with the query. */
export async function requireViewer(path: string, query: Promise<Query>): Promise<Viewer> {
  const viewer = await findViewer()
  if (!viewer) redirect(signInPath(`${path}${toQueryString(await query)}`) as Route) // Typed routes know no queries made here.
  return viewer
}

/** What a service found, or Next's 404 page where it says that there is nothing for this viewer. */
export async function orNotFound<Found>(found: Promise<Found>): Promise<Found> {
  try {
    return await found
  } catch (error) {
    if (isAppError(error) && error.kind === 'not_found') notFound()
    throw error
  }
}

/** As `orNotFound`, for a page that can also say for itself why a service refuses. */
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

/** Where the page is asked for from, as limits count it. */
export async function callerAddress(): Promise<string> {
  const sent = await headers()
  return requestAddress((name) => sent.get(name) ?? undefined)
}

/** The id in a page's address. A malformed one is the same 404 as an unknown one. */
export const idInPath = (text: string): string => id.safeParse(text).data ?? notFound()
