import 'server-only'
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { OperatorError } from './operator-errors'

type User = { uid: number; gid: number }

/** The user that runs PostgreSQL, which refuses to run as root. `owner` is undefined for the current user. */
export type PostgresUser = {
  owner?: User
  /** Returns the command and arguments that run a program as this user. */
  wrap: (program: string, args: string[]) => [string, string[]]
  spawnAs: { uid?: number; gid?: number }
}

const currentUser: PostgresUser = { wrap: (program, args) => [program, args], spawnAs: {} }
const UNSHARE = ['--user', '--map-user=65534', '--map-group=65534']

/** Chooses a user that can enter `dataDir` and `binaries`, the programs' folder; throws OperatorError if none can. */
export function choosePostgresUser(dataDir: string, binaries: string): PostgresUser {
  if (process.getuid?.() !== 0) return currentUser
  const canReach = (user: User) => [dataDir, binaries].every((folder) => canEnter(folder, user))
  const nobody = nobodyUser()
  if (canReach(nobody)) return spawnedAs(nobody)
  const root = { uid: 0, gid: 0 }
  // In its own user namespace root is an ordinary user, but still owns root's files.
  if (canReach(root) && spawnSync('unshare', [...UNSHARE, 'true']).status === 0) {
    return { owner: root, wrap: (program, args) => ['unshare', [...UNSHARE, program, ...args]], spawnAs: {} }
  }
  const { uid, gid } = statSync(dirname(dataDir))
  if (uid !== 0 && canReach({ uid, gid })) return spawnedAs({ uid, gid })
  throw new OperatorError(
    `PostgreSQL does not run as root, and no other user can enter ${closedFolder([dataDir, binaries], nobody)}: ` +
      'start Kith as an ordinary user, open that directory with chmod o+x, or set DATABASE_URL.',
  )
}

const spawnedAs = (user: User): PostgresUser => ({ ...currentUser, owner: user, spawnAs: user })

function nobodyUser(): User {
  const entry = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  // macOS writes -2, which the kernel reads as an unsigned 32-bit number.
  return { uid: Number(entry?.[1] ?? 65534) >>> 0, gid: Number(entry?.[2] ?? 65534) >>> 0 }
}

const canEnter = (folder: string, user: User) => closedFolder([folder], user) === undefined

/** Returns the first directory on the paths to `folders` that `user` cannot enter. */
function closedFolder(folders: string[], user: User): string | undefined {
  return folders.flatMap(ancestors).find((folder) => {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    return (mode & bit) === 0
  })
}

const ancestors = (folder: string): string[] =>
  dirname(folder) === folder ? [folder] : [...ancestors(dirname(folder)), folder]
