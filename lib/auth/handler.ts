import 'server-only'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { addressFrom } from '@/lib/boundary/address'
import { asResponse, textOf } from '@/lib/boundary/next'
import { problem } from '@/lib/boundary/problem'
import { authOptions } from './options'
import { sentFields } from './sent-fields'
import { countSignIn } from './sign-in-limits'
import { sessionCookie } from './viewer'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

/** next-auth's own endpoints: no body over 64 KB, and limits in front of the one that takes a password. */
export async function answerAuth(request: NextRequest, context: Context): Promise<Response> {
  try {
    if (request.method !== 'POST') return await NextAuth(request, context, authOptions())
    const body = await textOf(request)
    const forgive = await countedSignIn(request, body, context)
    const whole = new NextRequest(request.url, { method: 'POST', headers: request.headers, body }) // The first was read.
    const response: Response = await NextAuth(whole, context, authOptions())
    if (signedIn(response)) await forgive?.()
    return response
  } catch (error) {
    return asResponse(problem(error))
  }
}

async function countedSignIn({ headers }: Request, body: string, context: Context) {
  const { username } = sentFields(headers.get('content-type') ?? '', body)
  const { nextauth } = await context.params
  if (nextauth.join('/') !== 'callback/credentials') return
  return countSignIn(
    username,
    addressFrom((name) => headers.get(name) ?? undefined),
  )
}

const signedIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${sessionCookie()}=`) && !/max-age=0/i.test(cookie))
