import 'server-only'
import { spawnSync } from 'node:child_process'
import { existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from './operator-errors'
import type { Binaries } from './postgres-binaries'
import type { PostgresUser } from './postgres-user'

export const USER = 'kith'
export const DATABASE = 'kith'

type Plan = {
  dataDir: string
  password: string
  binaries: Binaries
  identity: PostgresUser
  /** False for data that is thrown away: nothing waits for the disk. */
  isDurable: boolean
}

/** Makes the cluster's directory if there is none, and sees to it that `identity` owns it. */
export function prepareCluster(plan: Plan) {
  const cluster = join(plan.dataDir, 'postgres')
  if (existsSync(join(cluster, 'PG_VERSION'))) own(cluster, plan.identity)
  else initialise(cluster, plan)
  return cluster
}

/** Built beside its place and renamed, so that an interrupted first start leaves nothing half made. */
function initialise(cluster: string, { dataDir, password, binaries, identity, isDurable }: Plan) {
  const draft = join(dataDir, 'postgres.new')
  const passwordFile = join(dataDir, 'postgres.password')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    for (const path of [draft, passwordFile]) own(path, identity)
    const sync = isDurable ? [] : ['--no-sync']
    run(binaries.initdb, ['-D', draft, `--pwfile=${passwordFile}`, '--no-instructions', ...sync, ...layout()], identity)
    const single = ['--single', '-D', draft, '-c', `fsync=${isDurable ? 'on' : 'off'}`, 'postgres']
    run(binaries.postgres, single, identity, `create database ${DATABASE};\n`)
  } finally {
    rmSync(passwordFile)
  }
  renameSync(draft, cluster)
}

function layout() {
  // Only Linux is sure to have C.UTF-8 as a system locale; the built-in one has the same order everywhere.
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

/** After a move between root and other users, or between closed and open directories, the owner may be another. */
function own(path: string, { owner }: PostgresUser) {
  if (owner && lstatSync(path).uid !== owner.uid) giveTo(path, owner)
}

/** The top comes last: while it has the old owner, an interrupted change is done again. */
function giveTo(path: string, owner: { uid: number; gid: number }) {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), owner)
  lchownSync(path, owner.uid, owner.gid)
}
