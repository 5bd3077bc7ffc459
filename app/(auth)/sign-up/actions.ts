'use server'

import { createAccountInput } from '@/lib/accounts/schema'
import { createAccount } from '@/lib/accounts/service'
import { definePublicAction } from '@/lib/http/server-action'

export const signUpAction = definePublicAction(createAccountInput, (input, { address }) =>
  createAccount(input, address),
)
