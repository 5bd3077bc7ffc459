import 'server-only'
import { z } from 'zod'
import { type Limits, limitsSchema } from './limits'

/**
 * Schema of one setting. `allowed` completes the sentence "must be …"; `read` returns undefined for a wrong value. The
 * error message never contains the value of a secret.
 */
function setting<Value>(allowed: string, read: (written: string) => Value | undefined, { isSecret = false } = {}) {
  return z.string().transform((written, context): Value => {
    const value = read(written)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: `must be ${allowed}${isSecret ? '' : `, not ${shown(written)}`}` })
    return z.NEVER
  })
}

const MAX_SHOWN_LENGTH = 60
const shown = (written: string) =>
  JSON.stringify(written.length > MAX_SHOWN_LENGTH ? `${written.slice(0, MAX_SHOWN_LENGTH)}…` : written)

const wholeNumber = (from: number, to: number) =>
  setting(`a whole number from ${from} to ${to}`, (written) => {
    const value = /^\d{1,9}$/.test(written) ? Number(written) : Number.NaN
    return value >= from && value <= to ? value : undefined
  })

const oneOf = <Option extends string>(...options: readonly Option[]) =>
  setting(options.join(' or '), (written) => options.find((option) => option === written))

const port = wholeNumber(0, 65535)
const text = z.string().optional()

const publicUrl = setting(
  'an address such as https://friends.example.org or http://pi.local:3000, with nothing after the host and port',
  (written) => {
    const url = URL.canParse(written) ? new URL(written) : undefined
    return url && /^https?:\/\/[^@?#\\]+$/i.test(written) && url.pathname === '/' ? url.origin : undefined
  },
  { isSecret: true }, // It may contain a password by mistake.
)

const hostName = setting('the name or the address of a host, without scheme, port and path', (written) =>
  /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(written) ? written : undefined,
)

const cluster = setting('a word such as eu or us2', (written) => (/^[a-z0-9-]+$/i.test(written) ? written : undefined))

const databaseUrl = setting(
  'an address such as postgres://user:password@host:5432/database',
  (written) => (URL.canParse(written) && /^postgres(ql)?:$/.test(new URL(written).protocol) ? written : undefined),
  { isSecret: true },
)

const MIN_SECRET_LENGTH = 32
const longSecret = setting(
  `at least ${MIN_SECRET_LENGTH} characters long, for example of "openssl rand -hex 32"`,
  (written) => (written.length >= MIN_SECRET_LENGTH ? written : undefined),
  { isSecret: true },
)

const usernames = setting('usernames with commas between them', (list) => {
  const names = list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean)
  return names.every((name) => /^[a-z0-9_.]*[a-z0-9][a-z0-9_.]*$/.test(name)) ? names : undefined
})

const MAX_CONTACT_LENGTH = 200

const contact = setting(`one line of at most ${MAX_CONTACT_LENGTH} characters`, (written) => {
  const line = written.trim()
  return line !== '' && line.length <= MAX_CONTACT_LENGTH && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(line) ? line : undefined
})

const limits = setting('an object in JSON, such as {"friendsFree": 500}', readObject).pipe(limitsSchema)

function readObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

const schema = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().default('127.0.0.1'),
    KITH_URL: publicUrl.optional(),
    KITH_TRUSTED_PROXIES: wholeNumber(0, 16).default(0),
    KITH_OPERATOR_KEY: longSecret.optional(),
    KITH_OPERATOR_CONTACT: contact.optional(),
    KITH_DATA_DIR: z.string().default('.kith'),
    KITH_LIMITS: limits.prefault('{}'),
    KITH_RESERVED_USERNAMES: usernames.prefault(''),
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_DIRECT_URL: databaseUrl.optional(),
    PUSHER_APP_ID: text,
    PUSHER_APP_KEY: text,
    PUSHER_APP_SECRET: text,
    PUSHER_HOST: hostName.optional(),
    PUSHER_PORT: port.optional(),
    PUSHER_SCHEME: oneOf('http', 'https').optional(),
    PUSHER_CLUSTER: cluster.optional(),
    NEXTAUTH_SECRET: longSecret.optional(),
    GITHUB_ID: text,
    GITHUB_SECRET: text,
    GOOGLE_CLIENT_ID: text,
    GOOGLE_CLIENT_SECRET: text,
  })
  .transform((raw) => ({
    ...raw,
    KITH_URL: raw.KITH_URL ?? new URL(`http://localhost:${raw.PORT}`).origin,
    /** True when PUSHER_HOST or PUSHER_CLUSTER names an external broker; the embedded server is then not started. */
    externalBroker: raw.PUSHER_HOST !== undefined || raw.PUSHER_CLUSTER !== undefined,
    brokerTls: raw.PUSHER_SCHEME !== 'http',
  }))

export type Env = z.infer<typeof schema>

/** A setting that the operator must correct before Kith can start. `message` is one sentence with the remedy. */
export class EnvironmentError extends Error {}

let cached: Env | undefined

/** Returns the environment, parsed once. Throws EnvironmentError that names the first invalid variable. */
export function env(): Env {
  cached ??= parseEnvironment(process.env)
  return cached
}

export const currentLimits = (): Limits => env().KITH_LIMITS

/** Sets variables that start-up generates (embedded database, secrets), except those that the operator has set. */
export function setEnvDefaults(values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value
  cached = undefined
}

/** Parses settings. Throws EnvironmentError that names the first invalid variable and its valid values. */
export function parseEnvironment(source: Record<string, string | undefined>): Env {
  // Compose files and shells pass an unset variable as an empty string.
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = schema.safeParse(present)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new EnvironmentError(
    `${issue?.path.join('.')} ${issue?.message}: set it right (see .env.example) and start again.`,
  )
}
