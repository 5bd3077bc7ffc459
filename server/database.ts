import 'server-only'
import postgres from 'postgres'
import { closeDatabase, directUrl } from '@/db/client'
import { migrate } from '@/db/migrate'
import { detectPooling, setPooling } from '@/db/pooling'
import { rebuildSearchTexts } from '@/lib/accounts/service-search-text'
import { env, setEnvDefaults } from '@/lib/env'
import { causeOf, codeOf, type OnStop, OperatorError, type Step } from './operator-errors'
import { findPostgres, startPostgres } from './postgres'

const MIN_VERSION = 15
const CONNECT_TIMEOUT_SECONDS = 10

type Options = {
  password: string
  step: Step
  onStop: OnStop
  /** Called when the embedded PostgreSQL ended and could not be restarted. */
  onLost?: (error: unknown) => void
  /** True when a running Kith has started the embedded PostgreSQL and this process connects to it. */
  isShared?: boolean
}

/** Opens the operator's database or starts the embedded one, sets DATABASE_URL and applies the migrations. */
export async function openDatabase(options: Options) {
  const { step, onStop } = options
  if (!env().DATABASE_URL) setEnvDefaults({ DATABASE_URL: await embeddedDatabase(options) })
  onStop(closeDatabase)
  await step('database migrated', async () => {
    await migrate(directUrl())
    await rebuildSearchTexts()
  })
}

async function embeddedDatabase({ password, step, onStop, onLost, isShared }: Options) {
  const { KITH_DATA_DIR: dataDir } = env()
  if (!isShared) {
    const start = () => startPostgres(dataDir, { password, ...(onLost && { onLost }) })
    const { url, stop } = await step('PostgreSQL started', start)
    onStop(stop)
    return url
  }
  const url = findPostgres(dataDir, password)
  if (!url)
    throw new OperatorError('Kith is starting or stopping at this moment: wait until it is done, and try again.')
  return url
}

/**
 * Throws OperatorError when the operator's own database cannot be used, before a build rather than after it; detects a
 * connection pooler in front of the database.
 */
export async function assertDatabaseUsable() {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = env()
  if (!DATABASE_URL) return
  await assertReachable('DATABASE_URL', DATABASE_URL)
  if (DATABASE_DIRECT_URL) await assertDirect(DATABASE_DIRECT_URL)
  // A direct URL is set only beside a pooler. Transaction mode is assumed, since the mode may change while Kith runs.
  setPooling(DATABASE_DIRECT_URL ? 'transaction' : await poolingOf(DATABASE_URL))
}

async function assertReachable(name: string, url: string) {
  const sql = postgres(url, { max: 1, prepare: false, connect_timeout: CONNECT_TIMEOUT_SECONDS, onnotice() {} })
  try {
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as version`
    if (row?.version >= MIN_VERSION) return
    throw new OperatorError(`${name} is PostgreSQL ${row?.version}: Kith needs ${MIN_VERSION} or newer.`)
  } catch (cause) {
    if (cause instanceof OperatorError) throw cause
    const reason = causeOf(cause) || codeOf(cause)
    throw new OperatorError(
      `The database in ${name} cannot be used (${reason}): correct the URL or start the database.`,
      {
        cause,
      },
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function assertDirect(url: string) {
  await assertReachable('DATABASE_DIRECT_URL', url)
  if ((await poolingOf(url)) === 'session') return
  throw new OperatorError(
    'DATABASE_DIRECT_URL leads to a pooler in transaction mode: name PostgreSQL itself, or a pooler in session mode.',
  )
}

async function poolingOf(url: string) {
  try {
    return await detectPooling(url)
  } catch (cause) {
    throw new OperatorError(
      `The database in DATABASE_URL has no transactions (${causeOf(cause)}): set the pooler to session or transaction mode.`,
      { cause },
    )
  }
}
