import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOTS = ['app', 'components', 'db', 'lib', 'server']
const IS_TEST = /\.test\.tsx?$|\/conformance\/|\/test-[\w-]+\.ts$/
/** The lists of all events and of all cached queries import every domain, and every domain imports lib/events. */
const LISTS = new Set(['lib/events/registry.ts', 'lib/events/apply-event.ts'])
const IMPORT = /(?:from|import\()\s*'((?:@\/|\.)[^']+)'/g

const sources = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => join(root, file).replaceAll('\\', '/')),
).filter((file) => /\.tsx?$/.test(file) && !IS_TEST.test(file))

/** Returns the file that an import names; undefined for a package or a generated file. */
function resolve(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith('@/') ? specifier.slice(2) : join(dirname(from), specifier).replaceAll('\\', '/')
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(
    (file) => /\.tsx?$/.test(file) && existsSync(file),
  )
}

/** Returns for each folder the folders it imports from, each with one import as an example. Sub-folders count as their own. */
function importsOf(files: readonly string[]): Map<string, Map<string, string>> {
  const folders = new Map<string, Map<string, string>>()
  for (const file of files) {
    if (LISTS.has(file)) continue
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const target = resolve(file, specifier)
      const [from, to] = [dirname(file), target && dirname(target)]
      if (!target || !to || from === to || IS_TEST.test(target)) continue
      const imported = folders.get(from) ?? new Map<string, string>()
      folders.set(from, imported.set(to, `${file} imports ${target}`))
    }
  }
  return folders
}

test('no two folders import each other, type imports included, unless one contains the other', () => {
  const folders = importsOf(sources)
  expect(folders.size).toBeGreaterThan(50)
  const mutual = [...folders].flatMap(([from, imported]) =>
    [...imported].flatMap(([to, example]) => {
      const back = folders.get(to)?.get(from)
      const areNested = from.startsWith(`${to}/`) || to.startsWith(`${from}/`)
      return back !== undefined && !areNested && from < to ? [`${example}, and ${back}`] : []
    }),
  )
  expect(mutual).toEqual([])
})
