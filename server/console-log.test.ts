import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { captureConsole } from './console-log'

const stopCallbacks: (() => unknown)[] = []
let written: string[] = []

beforeEach(() => {
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(written.push(String(text))))
  captureConsole((stop) => void stopCallbacks.push(stop))
})
afterEach(() => {
  for (const stop of stopCallbacks.splice(0)) stop()
  vi.restoreAllMocks()
})

const FORGED = '/foo\nERROR: forged\r\n\u001b[31m\u0007\u009b2J\u2028\u2029\u202e\u2066\u0085\u{e0041}\u0000x'

test.each([
  ['an error of a package', () => console.error(`"${FORGED}" is no image`), 'error'],
  ['an error with its stack', () => console.error('failed', new Error(FORGED)), 'error'],
  ['a warning', () => console.warn('%s', FORGED), 'warn'],
  ['an object', () => console.log({ FORGED }), 'info'],
  ['a trace', () => console.trace(FORGED), 'error'],
])('%s that a package prints becomes one JSON log line without control characters', (_case, print, level) => {
  print()
  expect(written).toHaveLength(1)
  const [line = ''] = written
  expect(line).toMatch(/^[\x20-\x7e]+\n$/)
  expect(JSON.parse(line)).toMatchObject({ level, event: 'printed' })
  expect(JSON.stringify(JSON.parse(line))).toContain('ERROR: forged')
})

test('a warning emitted by the process becomes one JSON log line', async () => {
  process.emitWarning(FORGED)
  await vi.waitFor(() => expect(written).toHaveLength(1))
  expect(written[0]).toMatch(/^[\x20-\x7e]+\n$/)
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ level: 'warn', error: { message: FORGED } })
})
