import 'server-only'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { addressFrom } from '@/lib/boundary/address'
import { asResponse, textOf } from '@/lib/boundary/next'
import { problem } from '@/lib/boundary/problem'
import { assertShownViewer } from '@/lib/boundary/shown-viewer'
import { env, provideEnvironment } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/singletons'
import { authOptions } from './options'
import { sentFields } from './sent-fields'
import { countSignIn } from './sign-in-limits'
import { sessionCookie, viewerOf } from './viewer'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

/** next-auth's own endpoints: no body without end, and limits in front of the one that takes a password. */
export async function answerAuth(request: NextRequest, context: Context): Promise<Response> {
  try {
    once('next-auth url', () => provideEnvironment({ NEXTAUTH_URL: env().KITH_URL })) // Plain `next start` has no start-up.
    if (request.method !== 'POST') {
      if (await names(context, CREDENTIALS)) throw nothingHere()
      return await NextAuth(request, context, authOptions())
    }
    if (await names(context, CLIENT_LOG)) throw nothingHere()
    await refuseForAnother(request)
    const body = (await textOf(request)).replace(/^\uFEFF/, '') // next-auth would drop it after the count.
    const forgive = await countedSignIn(request, body, context)
    const whole = new NextRequest(request.url, { method: 'POST', headers: request.headers, body }) // The first was read.
    const response: Response = await NextAuth(whole, context, authOptions())
    if (signedIn(response)) await forgive?.()
    return response
  } catch (error) {
    return asResponse(problem(error))
  }
}

/** A tab that shows somebody whose session is over must not end the session that took its place in the browser. */
async function refuseForAnother({ headers }: Request) {
  const header = (name: string) => headers.get(name) ?? undefined
  const viewer = await viewerOf(header('cookie'))
  if (viewer) assertShownViewer(viewer, { header })
}

async function countedSignIn({ headers }: Request, body: string, context: Context) {
  const { username } = sentFields(headers.get('content-type') ?? '', body)
  if (!(await names(context, CREDENTIALS))) return
  return countSignIn(
    username,
    addressFrom((name) => headers.get(name) ?? undefined),
  )
}

/** next-auth's endpoint that takes a password. */
const CREDENTIALS = 'callback/credentials'
/** Where its browser package reports faults, for anybody to write into the host's log. */
const CLIENT_LOG = '_log'

const names = async ({ params }: Context, action: string) => (await params).nextauth.join('/') === action

const nothingHere = () => new AppError('not_found', 'not_found', 'There is nothing here.')

const signedIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${sessionCookie()}=`) && !/max-age=0/i.test(cookie))
