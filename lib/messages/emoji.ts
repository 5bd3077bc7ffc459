import 'server-only'

/** For the server only: the `v` flag is a syntax error in some browsers that Kith supports. */
const ONE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Emoji}\uFE0F)$/v

/** Returns true when the text is exactly one emoji, of any number of code points. */
export const isEmoji = (text: string): boolean => ONE_EMOJI.test(text)
