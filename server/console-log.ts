import 'server-only'
import { format } from 'node:util'
import { log } from '@/lib/log'
import type { OnStop } from './operator-errors'

const LEVELS = { debug: 'info', log: 'info', info: 'info', warn: 'warn', error: 'error', trace: 'error' } as const
type Method = keyof typeof LEVELS

/**
 * From here on whatever Next and other packages print is a line of the log, so that nothing in an address or a header
 * can begin a line of its own or speak to a terminal.
 */
export function captureConsole(onStop: OnStop) {
  const methods = Object.keys(LEVELS) as Method[] // Its keys are written above.
  const printed = Object.fromEntries(methods.map((method) => [method, console[method]]))
  for (const method of methods) console[method] = (...said) => toLog(LEVELS[method], said)
  const defaults = process.listeners('warning')
  process.removeAllListeners('warning').on('warning', warn)
  onStop(() => {
    Object.assign(console, printed)
    process.off('warning', warn)
    for (const listener of defaults) process.on('warning', listener)
  })
}

const warn = (warning: Error) => log.warn('a warning of the process', warning)

function toLog(level: 'info' | 'warn' | 'error', said: unknown[]) {
  const error = said.find((part) => part instanceof Error)
  const text = format(...said.filter((part) => part !== error)).trim()
  if (level === 'info') log.info('printed', { text })
  else log[level]('printed', error, { text })
}
