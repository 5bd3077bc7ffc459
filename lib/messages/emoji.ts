import 'server-only'

/** On the server alone: the `v` flag is a syntax error in browsers that Kith supports. */
const ONE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Emoji}\uFE0F)$/v

/** Whether the text is one emoji and nothing else, however many code points it is made of. */
export const isEmoji = (text: string): boolean => ONE_EMOJI.test(text)
