import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { browserCheck } from './check-browsers.mjs'
import { run } from './console.mjs'

/** Runs the check on one script and returns its exit code. */
async function codeFor(source: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-browsers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'script.js'), source)
  const [program, ...args] = browserCheck([`${folder}/*.js`])
  return (await run(process.execPath, [join('node_modules', program), ...args])).code
}

test.each([
  'export const isEmoji = (text) => /^\\p{RGI_Emoji}$/v.test(text)',
  'export const newest = (items) => items.toSorted()',
  'export const last = (items) => items.toReversed()[0]',
  'export const isWhole = (text) => text.isWellFormed()',
  'export const byName = (items) => Object.groupBy(items, ({ name }) => name)',
  'export const { promise } = Promise.withResolvers()',
  '@logged class Outbox {}',
])('the browser check refuses %s', async (source) => {
  expect(await codeFor(source)).toBe(1)
})

test.each([
  'export const last = (items) => items.findLast(Boolean) ?? items.at(-1)',
  'class Outbox { #items = []; static { this.limit = 1 } }',
  'export const name = /(?<first>\\p{L}+)/u.exec("a")?.groups.first',
])('the browser check accepts %s', async (source) => {
  expect(await codeFor(source)).toBe(0)
})
