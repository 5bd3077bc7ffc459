import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const planted = mkdtempSync(join(tmpdir(), 'kith-import-rules-'))

const forbidden = [
  ['app/page.ts', '@/db/client'],
  ['app/page.ts', '@/server/http-server'],
  ['components/friends/row.ts', '@/lib/friends/service'],
  ['components/friends/row.ts', '@/lib/friends/access'],
  ['components/friends/row.ts', '@/lib/env'],
  ['components/friends/row.ts', '@/db/client'],
  ['components/friends/row.ts', '@/app/page'],
  ['components/friends/row.ts', '../../lib/friends/service'],
  ['lib/friends/rules.ts', '@/db/client'],
  ['lib/friends/reducers.ts', '@/db/queries/users'],
  ['lib/friends/endpoints.ts', '@/db/queries/users'],
  ['lib/friends/service.ts', '@/components/ui/button'],
  ['lib/friends/service.ts', '@/app/page'],
  ['lib/friends/service.ts', '@/server/http-server'],
  ['db/queries/users.ts', '@/lib/friends/rules'],
  ['db/queries/users.ts', '../../lib/friends/rules'],
  ['server/http-server.ts', '@/app/page'],
  ['server/http-server.ts', '@/components/ui/button'],
] as const

const allowed = [
  ['app/page.ts', '@/components/ui/button'],
  ['app/page.ts', '@/lib/friends/service'],
  ['components/friends/row.ts', '@/lib/friends/rules'],
  ['components/friends/row.ts', '@/lib/events/registry'],
  ['components/friends/row.ts', './other'],
  ['lib/friends/service.ts', '@/db/queries/users'],
  ['lib/friends/access.ts', '@/db/queries/users'],
  ['lib/friends/endpoints.ts', '@/lib/friends/service'],
  ['db/queries/users.ts', '@/lib/env'],
  ['server/http-server.ts', '@/lib/env'],
] as const

/** Where a case is planted: in a folder of its own, so that several can share a file name and thereby a zone. */
const place = (path: string, kind: string, index: number) => {
  const [zone, ...rest] = path.split('/')
  const name = rest.at(-1) ?? ''
  return zone === 'lib' ? `lib/${kind}${index}/${name}` : `${zone}/${kind}${index}/${name}`
}

/** The rules each planted file breaks, by its place. */
const broken = new Map<string, string[]>()

beforeAll(() => {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(planted, path)), { recursive: true })
    writeFileSync(join(planted, path), text)
  }
  for (const file of ['biome.json', '.gitignore', 'tsconfig.json']) copyFileSync(join(root, file), join(planted, file))
  for (const [kind, cases] of Object.entries({ forbidden, allowed }))
    for (const [index, [path, imported]] of cases.entries())
      write(place(path, kind, index), `import { thing } from '${imported}'\n\nexport const used = thing\n`)
  write('lib/cycle/one.ts', "import { two } from './two'\n\nexport const one = () => two\n")
  write('lib/cycle/two.ts', "import { one } from './one'\n\nexport const two = () => one\n")
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: planted,
    encoding: 'utf8',
  })
  const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout)
  for (const { category, location } of report.diagnostics)
    broken.set(location.path, [...(broken.get(location.path) ?? []), category])
})

afterAll(() => rmSync(planted, { recursive: true }))

describe('the linter holds the doors:', () => {
  it.each(forbidden.map(([path, imported], index) => ({ path, imported, index })))(
    '$path may not import $imported',
    ({ path, index }) => {
      expect(broken.get(place(path, 'forbidden', index))).toContain('lint/style/noRestrictedImports')
    },
  )

  it.each(allowed.map(([path, imported], index) => ({ path, imported, index })))(
    '$path may import $imported',
    ({ path, index }) => {
      expect(broken.get(place(path, 'allowed', index)) ?? []).not.toContain('lint/style/noRestrictedImports')
    },
  )

  it('no two files may import each other', () => {
    expect(broken.get('lib/cycle/one.ts')).toContain('lint/suspicious/noImportCycles')
  })
})
