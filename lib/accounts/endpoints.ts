import 'server-only'
import { z } from 'zod'
import { defineRoute } from '@/lib/http/route'
import { createAccountInput, resetPasswordInput } from './schema'
import { createAccount } from './service'
import { me } from './service-me'
import { resetPassword } from './service-reset'

export const createAccountEndpoint = defineRoute({
  method: 'POST',
  path: '/api/accounts',
  access: 'public',
  input: createAccountInput,
  run: async (_, input, { address }) => ({ status: 201, body: { user: await createAccount(input, address) } }),
})

export const resetPasswordEndpoint = defineRoute({
  method: 'POST',
  path: '/api/accounts/reset/confirm',
  access: 'public',
  input: resetPasswordInput,
  run: async (_, input, { address }) => {
    await resetPassword(input, address)
    return { status: 204 }
  },
})

export const meEndpoint = defineRoute({
  method: 'GET',
  path: '/api/me',
  access: 'viewer',
  input: z.object({}),
  run: async (viewer) => ({ status: 200, body: await me(viewer) }),
})
