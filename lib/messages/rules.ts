import { isBlank, isWellFormed } from '@/lib/characters'

/** Why a body cannot be a message, or undefined when it can. Length is counted in code points. */
export function bodyError(body: string, codePointsMax: number): string | undefined {
  const fault = storageFault(body)
  if (fault) return fault
  if (isBlank(body)) return 'Write something first.'
  return lengthFault(body, codePointsMax)
}

/** Why a text cannot be kept as a draft, or undefined when it can. */
export const draftError = (body: string, codePointsMax: number): string | undefined =>
  storageFault(body) ?? lengthFault(body, codePointsMax)

function storageFault(body: string): string | undefined {
  if (!isWellFormed(body)) return 'The text has half a character in it.'
  if (body.includes('\0')) return 'The text has a NUL character in it.'
  return undefined
}

const lengthFault = (body: string, codePointsMax: number) =>
  countCodePoints(body) > codePointsMax ? `Use at most ${codePointsMax} characters.` : undefined

/** Length as the limit counts it: an emoji outside the basic plane is one. */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
