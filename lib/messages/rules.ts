import { isBlank, isWellFormed } from '@/lib/characters'

/** Why a body cannot be a message, or undefined when it can. Length is counted in code points. */
export function bodyFault(body: string, codePointsMax: number): string | undefined {
  if (!isWellFormed(body)) return 'The text has half a character in it.'
  if (body.includes('\0')) return 'The text has a NUL character in it.'
  if (isBlank(body)) return 'Write something first.'
  if (codePoints(body) > codePointsMax) return `Use at most ${codePointsMax} characters.`
  return undefined
}

/** Length as the limit counts it: an emoji outside the basic plane is one. */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
