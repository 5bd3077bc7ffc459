import 'server-only'
import { EnvironmentError } from '@/lib/env'

/** Something only the host can mend; `message` is one sentence with the remedy, so no stack is shown. */
export class OperatorError extends Error {}

export const isOperatorError = (error: unknown): error is Error =>
  error instanceof OperatorError || error instanceof EnvironmentError

/** Does `work` and tells the host its name and how long it took. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** Keeps `release` for the end; releases run in reverse order. */
export type OnStop = (release: () => Promise<void> | void) => void

export const causeOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

export const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined
