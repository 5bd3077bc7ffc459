import 'server-only'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { rememberDevice } from '@/lib/accounts/device-cookie'
import { consumeSignIn } from '@/lib/accounts/sign-in-limits'
import { env, setEnvDefaults } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { requestAddress } from '@/lib/http/client-address'
import { readText, toResponse } from '@/lib/http/next-adapter'
import { problemResponse } from '@/lib/http/problem'
import { assertViewerUnchanged } from '@/lib/http/viewer-header'
import { openToken } from '@/lib/session/token'
import { cookieValue, sessionCookie, sessionSecret, viewerOf } from '@/lib/session/viewer'
import { singleton } from '@/lib/singletons'
import { readFormFields } from './form-fields'
import { authOptions } from './next-auth-options'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

/**
 * Handles next-auth's endpoints: with a limit on the body, rate limits on the one that takes a password, and device
 * cookies.
 */
export async function handleAuthRequest(request: NextRequest, context: Context): Promise<Response> {
  try {
    singleton('next-auth url', () => setEnvDefaults({ NEXTAUTH_URL: env().KITH_URL })) // Plain `next start` has no start-up code.
    if (request.method !== 'POST') {
      if (await names(context, CREDENTIALS)) throw nothingHere()
      return await knowingDevice(request, context, known(await NextAuth(request, context, authOptions())))
    }
    if (await names(context, CLIENT_LOG)) throw nothingHere()
    await refuseForAnother(request)
    const body = (await readText(request)).replace(/^\uFEFF/, '') // next-auth would drop it after it was counted.
    const forgive = await countedSignIn(request, body, context)
    const whole = new NextRequest(request.url, { method: 'POST', headers: request.headers, body }) // The first body was read already.
    const response: Response = await NextAuth(whole, context, authOptions())
    if (newSession(response)) await forgive?.()
    return await knowingDevice(request, context, known(response))
  } catch (error) {
    return toResponse(problemResponse(error))
  }
}

/** Throws 409 for a sign-out by a tab that shows another user than the one signed in now. */
async function refuseForAnother({ headers }: Request) {
  const header = (name: string) => headers.get(name) ?? undefined
  const viewer = await viewerOf(header('cookie'))
  if (viewer) assertViewerUnchanged(viewer, { header })
}

async function countedSignIn({ headers }: Request, body: string, context: Context) {
  const { username } = readFormFields(headers.get('content-type') ?? '', body)
  if (!(await names(context, CREDENTIALS))) return
  return consumeSignIn(
    username,
    requestAddress((name) => headers.get(name) ?? undefined),
    headers.get('cookie') ?? undefined,
  )
}

/** Adds the device cookie to the response of a successful sign-in. */
async function knowingDevice({ headers }: Request, { params }: Context, response: Response): Promise<Response> {
  const token = (await params).nextauth[0] === 'callback' ? newSession(response) : undefined
  const userId = token && openToken({ token, secret: sessionSecret() })?.sub
  const cookie = userId && (await rememberDevice(headers.get('cookie') ?? undefined, userId))
  if (cookie) response.headers.append('set-cookie', cookie)
  return response
}

/** Path of next-auth's endpoint that takes a password. */
const CREDENTIALS = 'callback/credentials'
/** Path where next-auth's browser package reports errors. It is not served, because anybody could write to the log. */
const CLIENT_LOG = '_log'

const names = async ({ params }: Context, action: string) => (await params).nextauth.join('/') === action

/** Turns next-auth's plain-text answers to unknown paths into problem documents. */
function known(response: Response): Response {
  if (response.status === 400 && response.headers.get('content-type')?.startsWith('text/plain')) throw nothingHere()
  return response
}

const nothingHere = () => new AppError('not_found', 'not_found', 'There is nothing here.')

/** Returns the token of the session cookie that the response sets; undefined when it sets none or deletes it. */
const newSession = (response: Response) =>
  response.headers
    .getSetCookie()
    .filter((cookie) => !/max-age=0/i.test(cookie))
    .map((cookie) => cookieValue(cookie, sessionCookie()))
    .find(Boolean)
