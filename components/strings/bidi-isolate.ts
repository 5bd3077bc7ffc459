/**
 * The blocks of right-to-left letters, those that are to come among them; and the controls that turn the direction.
 * Regular expressions know no bidirectional classes.
 */
const TURNS_DIRECTION =
  /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const CONTROLS = /\p{Bidi_Control}/gu
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * Builds a sentence from a template. What is inserted keeps its own direction and leaves the order of everything around
 * it alone: a name may be Arabic in an English sentence.
 */
export const isolateNames = (parts: TemplateStringsArray, ...inserted: string[]): string =>
  String.raw({ raw: parts }, ...inserted.map(isolated))

const isolated = (text: string): string =>
  TURNS_DIRECTION.test(text) ? `${FIRST_STRONG_ISOLATE}${text.replace(CONTROLS, '')}${POP_ISOLATE}` : text
