import { replaceBidiControls } from '@/lib/bidi-controls'

/** A character that may begin Markdown anywhere, or a block marker at the start of a line. */
const MARKUP = /[*_`]|~~|\|\||^[ \t]*(?:>|(?:-|\d{1,9}\.)[ \t])/mu
/** A line that opens six or more nested quotes and lists, which is not intended as formatting. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))){6}/mu
const INLINE_MARKERS = /[*_`~|]/gu
/** A text with more markers is ASCII art or an attack, and is too expensive to parse. */
const MAX_INLINE_MARKERS = 300

/** Returns whether a text may contain Markdown. Most texts do not, so the parser need not be loaded for them. */
export function mayContainMarkdown(text: string): boolean {
  if (!MARKUP.test(text) || TOO_DEEP.test(text)) return false
  return (text.match(INLINE_MARKERS)?.length ?? 0) <= MAX_INLINE_MARKERS
}

const MAX_PREVIEW_LENGTH = 200
const FENCE = /^[ \t]*`{3,}[^`\n]*$/gmu
const QUOTE_OR_LIST = /^[ \t]*(?:>[ \t]+|[-*][ \t]+)+/gmu
const CODE = /(?<!`)(`{1,2})(?!`)([^\n]*?[^`\n])\1(?!`)/gu
const BOLD = /(?<![\w*\\]|\w[./@=)\]])(\*\*|__)(?=[^\s*_])((?:(?!\1)[^\n])*?[^\s*_])\1(?!\w|[./@=([]\w)/gu
const ITALIC = /(?<![\w*\\]|\w[./@=)\]])([*_])(?=[^\s*_])((?:(?!\1)[^\n])*?[^\s*_])\1(?![\w*]|[./@=([]\w)/gu

const STRUCK = /(?<![~\\])~~(?=[^\s~])([^\n]*?[^\s~])~~(?!~)/gu
/** A spoiler that the slice has cut stays hidden too. */
const SPOILER = /(?<![|\\])\|\|(?=[^\s|])[^\n]*?(?:[^\s|]\|\|(?!\|)|$)/gu
const HIDDEN = '▒▒▒'

/** Returns the beginning of a text on one line, without Markdown: for lists, notifications and screen readers. */
export const plainPreview = (text: string): string =>
  // Bidi controls would also affect the text beside the preview.
  replaceBidiControls(withoutMarkdown(text), '').replace(/\s+/gu, ' ').trim()

const withoutMarkdown = (text: string): string =>
  text
    .slice(0, MAX_PREVIEW_LENGTH)
    .replace(/\p{Surrogate}$/u, '') // Half of a surrogate pair that the slice has cut.
    .replace(FENCE, '')
    .replace(QUOTE_OR_LIST, '')
    .replace(CODE, '$2')
    .replace(SPOILER, HIDDEN)
    .replace(STRUCK, '$1')
    .replace(BOLD, '$2')
    .replace(ITALIC, '$2')
