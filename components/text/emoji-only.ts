import { graphemesOf } from '@/components/ui/graphemes'

const MAX_EMOJI = 5
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u

/** Returns whether a text is one to five emoji and nothing else, so that it may be shown large. */
export const isEmojiOnly = (text: string): boolean =>
  text.length <= 96 && EMOJI.test(text) && graphemesOf(text).length <= MAX_EMOJI
