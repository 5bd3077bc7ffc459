import 'server-only'
import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { asResponse } from '@/lib/boundary/next'
import { problem } from '@/lib/boundary/problem'
import { authOptions } from './options'
import { countSignIn } from './sign-in-limits'
import { sessionCookie } from './viewer'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

/** next-auth's own endpoints, with limits in front of the one that takes a password. */
export async function answerAuth(request: NextRequest, context: Context): Promise<Response> {
  try {
    const { nextauth } = await context.params
    const byPassword = request.method === 'POST' && nextauth.join('/') === 'callback/credentials'
    const forgive = byPassword ? await countSignIn(request) : undefined
    const response: Response = await NextAuth(request, context, authOptions())
    if (signedIn(response)) await forgive?.()
    return response
  } catch (error) {
    return asResponse(problem(error))
  }
}

const signedIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${sessionCookie()}=`) && !/max-age=0/i.test(cookie))
