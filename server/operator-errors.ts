import 'server-only'
import { EnvironmentError } from '@/lib/env'

/** An error that only the operator can fix; `message` is one sentence with the remedy, shown without a stack. */
export class OperatorError extends Error {}

const isOperatorError = (error: unknown): error is Error =>
  error instanceof OperatorError || error instanceof EnvironmentError

/** Runs `work` and prints its name and duration for the operator. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** Registers `release` to run when the process stops; releases run in reverse order. */
export type OnStop = (release: () => Promise<void> | void) => void

export const causeOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

export const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined

/** Returns the message of an error that the operator can fix, or undefined for any other error. */
export const operatorErrorMessage = (error: unknown) => (isOperatorError(error) ? error.message : undefined)
