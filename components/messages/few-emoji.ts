const MOST = 3
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Whether a text is nothing but one to three emoji, and so may be shown large. */
export const isFewEmoji = (text: string): boolean =>
  text.length <= 64 && EMOJI.test(text) && [...graphemes.segment(text)].length <= MOST
