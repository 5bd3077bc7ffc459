/**
 * The Unicode blocks reserved for right-to-left scripts, and direction controls. Regular expressions have no classes
 * for bidirectional properties.
 */
const TURNS_DIRECTION =
  /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const CONTROLS = /\p{Bidi_Control}/gu
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * Builds a sentence from a template. Inserted values are isolated (UAX 9), so that an Arabic name does not change the
 * order of an English sentence.
 */
export const isolateNames = (parts: TemplateStringsArray, ...inserted: string[]): string =>
  String.raw({ raw: parts }, ...inserted.map(isolated))

const isolated = (text: string): string =>
  TURNS_DIRECTION.test(text) ? `${FIRST_STRONG_ISOLATE}${text.replace(CONTROLS, '')}${POP_ISOLATE}` : text
