/** What a mark can begin with, wherever it stands, or at the start of a line. */
const MARK = /[*_`]|^[ \t]*(?:>|(?:-|\d{1,9}\.)[ \t])/mu
/** A line that opens more quotes and lists within each other than anybody means. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))){6}/mu
const INLINE_MARKS = /[*_`]/gu
/** Above this a text is a drawing or an attack, and reading it costs more than it shows. */
const MAX_MARKS = 300

/** Whether a text may hold marks worth reading; most do not, and then no parser is needed. */
export function mayContainMarkdown(text: string): boolean {
  if (!MARK.test(text) || TOO_DEEP.test(text)) return false
  return (text.match(INLINE_MARKS)?.length ?? 0) <= MAX_MARKS
}

const PREVIEWED = 200
const FENCE = /^[ \t]*`{3,}[^`\n]*$/gmu
const QUOTE_OR_LIST = /^[ \t]*(?:>[ \t]+|[-*][ \t]+)+/gmu
const CODE = /(?<!`)(`{1,2})(?!`)([^\n]*?[^`\n])\1(?!`)/gu
const BOLD = /(?<![\w*\\]|\w[./@=)\]])(\*\*|__)(?=[^\s*_])((?:(?!\1)[^\n])*?[^\s*_])\1(?!\w|[./@=([]\w)/gu
const ITALIC = /(?<![\w*\\]|\w[./@=)\]])([*_])(?=[^\s*_])((?:(?!\1)[^\n])*?[^\s*_])\1(?![\w*]|[./@=([]\w)/gu
/** Characters that turn the direction of what follows: in one line they would turn what stands beside it too. */
const DIRECTION = /\p{Bidi_Control}/gu

/** The beginning of a text on one line, without its marks: for a list, a notice, or to be read out. */
export const plainPreview = (text: string): string =>
  text
    .slice(0, PREVIEWED)
    .replace(/\p{Surrogate}$/u, '') // Half a character, where one is cut through.
    .replace(FENCE, '')
    .replace(QUOTE_OR_LIST, '')
    .replace(CODE, '$2')
    .replace(BOLD, '$2')
    .replace(ITALIC, '$2')
    .replace(DIRECTION, '')
    .replace(/\s+/gu, ' ')
    .trim()
