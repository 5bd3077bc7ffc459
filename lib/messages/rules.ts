import { isBlank, isWellFormed } from '@/lib/characters'

/** Returns the reason why a body cannot be a message, or undefined. Length is counted in code points. */
export function bodyError(body: string, maxCodePoints: number): string | undefined {
  const error = encodingError(body)
  if (error) return error
  if (isBlank(body)) return 'Write something first.'
  return lengthError(body, maxCodePoints)
}

/** Returns the reason why a text cannot be stored as a draft, or undefined. */
export const draftError = (body: string, maxCodePoints: number): string | undefined =>
  encodingError(body) ?? lengthError(body, maxCodePoints)

function encodingError(body: string): string | undefined {
  if (!isWellFormed(body)) return 'The text has half a character in it.'
  if (body.includes('\0')) return 'The text has a NUL character in it.'
  return undefined
}

const lengthError = (body: string, maxCodePoints: number) =>
  countCodePoints(body) > maxCodePoints ? `Use at most ${maxCodePoints} characters.` : undefined

/** Returns the length in code points, which the limits count. */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
