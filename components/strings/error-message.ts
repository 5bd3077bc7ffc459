import { currentStrings } from './strings'

interface Refusal {
  code: string
  retryAfterSeconds?: number | undefined
}

/** Returns the text of an error code, with the time to wait; a general text for an unknown code. */
export function messageForCode({ code, retryAfterSeconds }: Refusal): string {
  const { problems, tryAgainIn } = currentStrings()
  const sentence = problems[code] ?? problems.unknown ?? ''
  return retryAfterSeconds ? `${sentence} ${tryAgainIn(retryAfterSeconds)}` : sentence
}

/** Returns the text of an error. Errors other than a Problem get the general text. */
export const errorMessage = (error: unknown): string =>
  messageForCode(error instanceof Error && 'code' in error ? (error as Error & Refusal) : { code: 'unknown' }) // A Problem.
