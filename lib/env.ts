import 'server-only'
import { z } from 'zod'
import { type Limits, limitsSchema } from './limits'

const port = z.coerce.number().int().min(0).max(65535)
const text = z.string().min(1).optional()

/** Names between commas, in the form of usernames. */
const usernames = z
  .string()
  .default('')
  .transform((list) =>
    list
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
  )
  .refine(
    (names) => names.every((name) => /^[a-z0-9_.]*[a-z0-9][a-z0-9_.]*$/.test(name)),
    'must be usernames with commas between them',
  )

const limits = z
  .string()
  .default('{}')
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json)
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })
  .pipe(limitsSchema)

const schema = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    KITH_URL: z.url({ protocol: /^https?$/ }).optional(),
    KITH_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(16).default(0),
    KITH_DATA_DIR: z.string().min(1).default('.kith'),
    KITH_LIMITS: limits,
    KITH_RESERVED_USERNAMES: usernames,
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    PUSHER_APP_ID: text,
    PUSHER_APP_KEY: text,
    PUSHER_APP_SECRET: text,
    PUSHER_HOST: text,
    PUSHER_PORT: port.optional(),
    PUSHER_SCHEME: z.enum(['http', 'https']).optional(),
    PUSHER_CLUSTER: text,
    NEXTAUTH_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
    GITHUB_ID: text,
    GITHUB_SECRET: text,
    GOOGLE_CLIENT_ID: text,
    GOOGLE_CLIENT_SECRET: text,
  })
  .transform((raw) => ({
    ...raw,
    KITH_URL: new URL(raw.KITH_URL ?? `http://localhost:${raw.PORT}`).origin,
    /** True when PUSHER_HOST or PUSHER_CLUSTER names a broker elsewhere: the embedded server stays off. */
    externalBroker: raw.PUSHER_HOST !== undefined || raw.PUSHER_CLUSTER !== undefined,
    brokerTls: raw.PUSHER_SCHEME !== 'http',
  }))

export type Env = z.infer<typeof schema>

/** A setting the host must mend before Kith can start; `message` is one sentence with the remedy. */
export class EnvironmentError extends Error {}

let known: Env | undefined

/** The environment, parsed once. Throws EnvironmentError naming the first variable that is wrong. */
export function env(): Env {
  known ??= parse(process.env)
  return known
}

export const limitsInForce = (): Limits => env().KITH_LIMITS

/** Fills what the start-up made itself (embedded database, generated secrets); what the host has set stays. */
export function provideEnvironment(values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value
  known = undefined
}

function parse(source: NodeJS.ProcessEnv): Env {
  // An empty variable is how compose files and shells say "not set".
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = schema.safeParse(present)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new EnvironmentError(
    `${issue?.path.join('.')} ${issue?.message}: set it right (see .env.example) and start again.`,
  )
}
