import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { isAppError } from '@/lib/errors'
import { requestAddress } from './client-address'
import type { Caller } from './endpoint'
import { validationError } from './input'

interface Refusal {
  ok: false
  code: string
  message: string
  /** Messages by field name. */
  errors: Record<string, string>
  retryAfterSeconds?: number | undefined
}

/** Result of a server action for its form. It never contains the submitted values, which include passwords. */
export type ActionState<Value> = { ok: true; value: Value } | Refusal | undefined

/** Defines a server action that needs no session: parses the form, runs, and returns errors that the form can show. */
export function definePublicAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  run: (input: z.output<Schema>, caller: Caller) => Promise<Value>,
) {
  return async (_before: ActionState<Value>, form: FormData): Promise<ActionState<Value>> => {
    try {
      const parsed = schema.safeParse(Object.fromEntries(form))
      if (!parsed.success) throw validationError(parsed.error)
      return { ok: true, value: await run(parsed.data, await caller()) }
    } catch (error) {
      unstable_rethrow(error) // redirect() and notFound() throw.
      if (!isAppError(error)) throw error // Unexpected errors go to error.tsx and the log.
      const { code, message, errors = {}, retryAfterSeconds } = error
      return { ok: false, code, message, errors, retryAfterSeconds }
    }
  }
}

async function caller(): Promise<Caller> {
  const sent = await headers()
  const header = (name: string) => sent.get(name) ?? undefined
  return { address: requestAddress(header), userAgent: header('user-agent') ?? '', header }
}
