/** Characters that change the direction of the text around them: with them one URL or name can look like another. */
const BIDI_CONTROL = /\p{Bidi_Control}/u
const BIDI_CONTROLS = /\p{Bidi_Control}/gu

export const hasBidiControls = (text: string): boolean => BIDI_CONTROL.test(text)
export const replaceBidiControls = (text: string, replacement: string): string =>
  text.replace(BIDI_CONTROLS, replacement)
