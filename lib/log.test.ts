import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { log } from './log'

let written: string[] = []
beforeEach(() => {
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(written.push(String(text))))
})
afterEach(() => void vi.restoreAllMocks())

const line = () => written.join('')
const FORGED = 'a\nERROR\r\u001b[31m\u007f\u0085\u009b\u2028\u2029\u200e\u202e\u2069\ufeff\u{e0041}\ud800'

it.each([
  ['an event', () => log.info(FORGED)],
  ['a fact', () => log.info('event', { url: FORGED })],
  ['the name of a fact', () => log.info('event', { [FORGED]: 1 })],
  ['a deep fact', () => log.warn('event', undefined, { deep: [{ er: FORGED }] })],
  ['an error', () => log.error('event', new Error(FORGED, { cause: new Error(FORGED) }))],
  ['a thrown text', () => log.error('event', FORGED)],
  ['an error among the facts', () => log.warn('event', undefined, { error: new Error(FORGED) })],
])('%s with line ends and control characters is written as one printable line', (_, write) => {
  write()
  expect(written).toHaveLength(1)
  expect(line()).toMatch(/^[\x20-\x7e]+\n$/)
  expect(JSON.stringify(JSON.parse(line()))).toContain('ERROR')
})

it('letters of other scripts are not escaped', () => {
  log.info('event', { name: 'Зоя 山田 é 😀' })
  expect(line()).toContain('Зоя 山田 é 😀')
})

it('very long or circular facts are shortened', () => {
  const ring: Record<string, unknown> = { size: 1n }
  ring.self = ring
  log.error('event', new Error('x'.repeat(1e6)), { ring, list: Array.from({ length: 1e5 }, () => 'y') })
  expect(line().length).toBeLessThan(30_000)
  expect(JSON.parse(line())).toMatchObject({ ring: { size: '1' } })
})

it('a failed query is logged without its parameters', () => {
  const failed = Object.assign(new Error('Failed query: insert … params: hush'), { query: 'insert', params: ['hush'] })
  log.error('event', failed, { also: failed })
  expect(line()).toContain('insert')
  expect(line()).not.toContain('hush')
})
