import 'server-only'
import { spawnSync } from 'node:child_process'
import { existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from './operator-errors'
import type { Binaries } from './postgres-binaries'
import type { PostgresUser } from './postgres-user'

export const USER = 'kith'
export const DATABASE = 'kith'

type ClusterOptions = {
  dataDir: string
  password: string
  binaries: Binaries
  identity: PostgresUser
  /** False for temporary data, such as that of tests: no write waits for the disk. */
  isDurable: boolean
}

/** Creates the cluster's directory if there is none and makes `identity` its owner; returns its path. */
export function prepareCluster(options: ClusterOptions) {
  const cluster = join(options.dataDir, 'postgres')
  if (existsSync(join(cluster, 'PG_VERSION'))) ensureOwner(cluster, options.identity)
  else initialise(cluster, options)
  return cluster
}

/** Creates the cluster in a temporary directory and renames it, so that an interrupted start leaves nothing partial. */
function initialise(cluster: string, { dataDir, password, binaries, identity, isDurable }: ClusterOptions) {
  const temporary = join(dataDir, 'postgres.new')
  const passwordFile = join(dataDir, 'postgres.password')
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    for (const path of [temporary, passwordFile]) ensureOwner(path, identity)
    const sync = isDurable ? [] : ['--no-sync']
    run(
      binaries.initdb,
      ['-D', temporary, `--pwfile=${passwordFile}`, '--no-instructions', ...sync, ...localeOptions()],
      identity,
    )
    const single = ['--single', '-D', temporary, '-c', `fsync=${isDurable ? 'on' : 'off'}`, 'postgres']
    run(binaries.postgres, single, identity, `create database ${DATABASE};\n`)
  } finally {
    rmSync(passwordFile)
  }
  renameSync(temporary, cluster)
}

function localeOptions() {
  // Only Linux always has the system locale C.UTF-8; the built-in locale sorts the same on all systems.
  const system = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  return [
    `--username=${USER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--locale=${system}`,
  ]
}

function run(program: string, args: string[], identity: PostgresUser, input = '') {
  const [command, wrapped] = identity.wrap(program, args)
  const { status, stdout, stderr, error } = spawnSync(command, wrapped, {
    ...identity.spawnAs,
    input,
    encoding: 'utf8',
    windowsHide: true,
  })
  if (status === 0) return
  const reason = error?.message ?? `${stderr}${stdout}`.trim().split('\n').at(-1)
  throw new OperatorError(`PostgreSQL cannot make its files (${reason}): mend that, or set DATABASE_URL.`)
}

/** Changes the owner if needed: it may differ after Kith ran as another user or the directory's permissions changed. */
function ensureOwner(path: string, { owner }: PostgresUser) {
  if (owner && lstatSync(path).uid !== owner.uid) changeOwner(path, owner)
}

/** Changes the top directory last: while it has the old owner, the next start repeats an interrupted change. */
function changeOwner(path: string, owner: { uid: number; gid: number }) {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) changeOwner(join(path, name), owner)
  lchownSync(path, owner.uid, owner.gid)
}
