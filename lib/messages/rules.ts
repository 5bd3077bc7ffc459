import { isBlank } from '@/lib/characters'

/** Why a body cannot be a message, or undefined when it can. Length is counted in code points. */
export function bodyFault(body: string, codePointsMax: number): string | undefined {
  if (!body.isWellFormed()) return 'The text has half a character in it.'
  if (body.includes('\0')) return 'The text has a NUL character in it.'
  if (isBlank(body)) return 'Write something first.'
  if (codePoints(body) > codePointsMax) return `Use at most ${codePointsMax} characters.`
  return undefined
}

const ONE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Emoji}\uFE0F)$/v

/** Whether the text is one emoji and nothing else, however many code points it is made of. */
export const isEmoji = (text: string): boolean => ONE_EMOJI.test(text)

/** Length as the limit counts it: an emoji outside the basic plane is one. */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
