import { graphemesOf } from '@/components/ui/graphemes'

const MOST = 3
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u

/** Whether a text is nothing but one to three emoji, and so may be shown large. */
export const isEmojiOnly = (text: string): boolean =>
  text.length <= 64 && EMOJI.test(text) && graphemesOf(text).length <= MOST
