import 'server-only'
import { format } from 'node:util'
import { log } from '@/lib/log'
import type { OnStop } from './operator-errors'

const LEVELS = { debug: 'info', log: 'info', info: 'info', warn: 'warn', error: 'error', trace: 'error' } as const
type Method = keyof typeof LEVELS

/**
 * Sends everything that Next and other packages print to the log, one JSON line per call, so that text from a URL or a
 * header can neither start a new line nor send control codes to a terminal.
 */
export function captureConsole(onStop: OnStop) {
  const methods = Object.keys(LEVELS) as Method[] // LEVELS is declared above with exactly these keys.
  const original = Object.fromEntries(methods.map((method) => [method, console[method]]))
  for (const method of methods) console[method] = (...args) => toLog(LEVELS[method], args)
  const defaults = process.listeners('warning')
  process.removeAllListeners('warning').on('warning', warn)
  onStop(() => {
    Object.assign(console, original)
    process.off('warning', warn)
    for (const listener of defaults) process.on('warning', listener)
  })
}

const warn = (warning: Error) => log.warn('a warning of the process', warning)

function toLog(level: 'info' | 'warn' | 'error', args: unknown[]) {
  const error = args.find((arg) => arg instanceof Error)
  const text = format(...args.filter((arg) => arg !== error)).trim()
  if (level === 'info') log.info('printed', { text })
  else log[level]('printed', error, { text })
}
