import { currentStrings } from './strings'

interface Refusal {
  code: string
  retryAfterSeconds?: number | undefined
}

/** A refusal as a sentence of ours; a code this version does not know gets the general one. */
export function messageForCode({ code, retryAfterSeconds }: Refusal): string {
  const { problems, tryAgainIn } = currentStrings()
  const sentence = problems[code] ?? problems.unknown ?? ''
  return retryAfterSeconds ? `${sentence} ${tryAgainIn(retryAfterSeconds)}` : sentence
}

/** What was thrown, as a sentence. Only a refused or unanswered call has one of its own. */
export const errorMessage = (error: unknown): string =>
  messageForCode(error instanceof Error && 'code' in error ? (error as Error & Refusal) : { code: 'unknown' }) // A Problem.
