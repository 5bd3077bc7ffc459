import 'server-only'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Env, env, setEnvDefaults } from '@/lib/env'
import { causeOf, OperatorError } from './operator-errors'

const LENGTHS = { nextauthSecret: 32, databasePassword: 24, pusherAppId: 6, pusherAppKey: 16, pusherAppSecret: 32 }
type Secrets = Record<keyof typeof LENGTHS, string>

/** Sets this installation's secrets in the environment and returns the password of the embedded database. */
export function loadSecrets() {
  const settings = env()
  const secrets = saveSecrets(settings.KITH_DATA_DIR)
  applySecrets(settings, secrets)
  return secrets.databasePassword
}

/** Returns the secrets of this installation, generated once and stored with mode 0600 in the data directory. */
export function saveSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const stored = existsSync(file) ? read(file) : {}
  const entries = Object.entries(LENGTHS).map(([name, bytes]) => [
    name,
    stored[name] ?? randomBytes(bytes).toString('hex'),
  ])
  const secrets: Secrets = Object.fromEntries(entries)
  if (Object.keys(LENGTHS).some((name) => !(name in stored))) write(file, secrets)
  return secrets
}

/** Sets the secrets that the operator has not set; throws OperatorError for a weak secret of the operator. */
export function applySecrets(env: Env, secrets: Secrets) {
  refuseWeakSecrets(env)
  setEnvDefaults({ NEXTAUTH_SECRET: secrets.nextauthSecret, NEXTAUTH_URL: env.KITH_URL })
  if (env.externalBroker) return
  setEnvDefaults({
    PUSHER_APP_ID: secrets.pusherAppId,
    PUSHER_APP_KEY: secrets.pusherAppKey,
    PUSHER_APP_SECRET: secrets.pusherAppSecret,
  })
}

function read(file: string): Record<string, string> {
  try {
    chmodSync(file, 0o600)
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new OperatorError(`Cannot read ${file} (${causeOf(cause)}): put back a good copy, it signs every session.`, {
      cause,
    })
  }
}

/** Writes a new file and renames it, so that a crash never leaves a partial file. */
function write(file: string, secrets: Secrets) {
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const COMMON = /change.?me|change.?this|replace|example|default|password|placeholder|your[-_ ]|^(app-secret|postgres)$/i
const MIN_PUSHER_SECRET_LENGTH = 16

function refuseWeakSecrets(env: Env) {
  assertStrong('NEXTAUTH_SECRET', isGuessable(env.NEXTAUTH_SECRET))
  assertStrong('KITH_OPERATOR_KEY', isGuessable(env.KITH_OPERATOR_KEY))
  const short = env.PUSHER_APP_SECRET !== undefined && env.PUSHER_APP_SECRET.length < MIN_PUSHER_SECRET_LENGTH
  assertStrong('PUSHER_APP_SECRET', short || isGuessable(env.PUSHER_APP_SECRET))
  assertStrong('The password in DATABASE_URL', hasGuessablePassword(env.DATABASE_URL))
  if (!env.externalBroker) return
  const missing = (['PUSHER_APP_ID', 'PUSHER_APP_KEY', 'PUSHER_APP_SECRET'] as const).find((name) => !env[name])
  if (missing)
    throw new OperatorError(`${missing} is missing: an outside broker needs the id, key and secret it was given.`)
}

function assertStrong(name: string, isWeak: boolean) {
  if (isWeak)
    throw new OperatorError(`${name} is too short, a default or easily guessed: make one with "openssl rand -hex 32".`)
}

const isGuessable = (secret: string | undefined) =>
  secret !== undefined && (COMMON.test(secret) || new Set(secret).size < 8)

/** Accepts any password on loopback: other machines cannot reach that database, and test databases have simple ones. */
function hasGuessablePassword(url: string | undefined) {
  if (!url) return false
  const { hostname, password } = new URL(url)
  const isLocal = ['localhost', '127.0.0.1', '[::1]', ''].includes(hostname)
  return !isLocal && password !== '' && isGuessable(decodeURIComponent(password))
}
