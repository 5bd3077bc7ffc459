import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { captureConsole } from './console-log'

const releases: (() => unknown)[] = []
let written: string[] = []

beforeEach(() => {
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(written.push(String(text))))
  captureConsole((release) => void releases.push(release))
})
afterEach(() => {
  for (const release of releases.splice(0)) release()
  vi.restoreAllMocks()
})

const FORGED = '/foo\nERROR: forged\r\n\u001b[31m\u0007\u009b2J\u2028\u2029\u202e\u2066\u0085\u{e0041}\u0000x'

test.each([
  ['an error of a package', () => console.error(`"${FORGED}" is no image`), 'error'],
  ['an error with its stack', () => console.error('failed', new Error(FORGED)), 'error'],
  ['a warning', () => console.warn('%s', FORGED), 'warn'],
  ['a line', () => console.log({ FORGED }), 'info'],
  ['a trace', () => console.trace(FORGED), 'error'],
])('%s that is printed is one line of JSON without controls', (_what, print, level) => {
  print()
  expect(written).toHaveLength(1)
  const [line = ''] = written
  expect(line).toMatch(/^[\x20-\x7e]+\n$/)
  expect(JSON.parse(line)).toMatchObject({ level, event: 'printed' })
  expect(JSON.stringify(JSON.parse(line))).toContain('ERROR: forged')
})

test('a warning of the process is one line of JSON', async () => {
  process.emitWarning(FORGED)
  await vi.waitFor(() => expect(written).toHaveLength(1))
  expect(written[0]).toMatch(/^[\x20-\x7e]+\n$/)
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ level: 'warn', error: { message: FORGED } })
})
