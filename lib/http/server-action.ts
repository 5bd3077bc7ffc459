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

/** What an action tells its form. What was typed never comes back with it, a password least of all. */
export type ActionState<Value> = { ok: true; value: Value } | Refusal | undefined

/** A form action that needs no session: parses, runs, and turns a refusal into something the form can show. */
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
      unstable_rethrow(error) // redirect() and notFound() travel as throws.
      if (!isAppError(error)) throw error // A bug: error.tsx and the log, never a friendly lie.
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
