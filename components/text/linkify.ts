/** A part of a text: plain text, or a URL if `href` is set. */
export interface TextPart {
  text: string
  /** Target of the link. */
  href?: string
  /** Host of the link target, if the text shows another one. */
  actualHost?: string
}

/** The start of a URL; "www." only if it is not the end of a longer word or URL. */
const START = /https?:\/\/|(?<![\p{L}\p{N}_@./:-])www\.(?=[\p{L}\p{N}-]+\.\p{L})/giu

/**
 * Characters that are never part of a URL: spaces, control characters, characters that are invisible or change the text
 * direction, delimiters (RFC 3986, appendix C), the backslash, which browsers read as a slash, and punctuation of
 * scripts that write no spaces around it.
 */
const END = /[\s\p{C}\p{Default_Ignorable_Code_Point}<>"`\\“”„«»‹›—…、。〈-】〔-〟〿！-／：-＠［-｀｛-･،؛؟۔।॥]/u

/** Punctuation at the end of a URL that belongs to the sentence or to Markdown. */
const TRAILING = /[.,:;!?'’*_~([{]$/u

const OPENERS = ['(', '[', '{']
const CLOSERS = [')', ']', '}']

/** Splits a text at its URLs (http and https only). The texts of the parts, joined, are the text. */
export function linkify(body: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const { 0: start, index } of body.matchAll(START)) {
    if (index < from) continue // Part of the previous URL.
    const text = urlAt(body, index)
    const href = start.toLowerCase() === 'www.' ? `https://${text}` : text
    const url = parseUrl(href)
    if (!url || text.length <= start.length) continue
    if (index > from) parts.push({ text: body.slice(from, index) })
    parts.push({ text, href, ...hostUnlessShown(url, href) })
    from = index + text.length
  }
  if (from < body.length) parts.push({ text: body.slice(from) })
  return parts
}

/** Returns the URL that begins at `index`. A closing bracket belongs to it only if it was opened in it. */
function urlAt(body: string, index: number): string {
  const open: string[] = []
  let end = index
  for (const character of body.slice(index)) {
    if (END.test(character)) break
    if (OPENERS.includes(character)) open.push(character)
    else if (CLOSERS.includes(character) && OPENERS.indexOf(open.pop() ?? '') !== CLOSERS.indexOf(character)) break
    end += character.length
  }
  while (end > index && TRAILING.test(body.slice(index, end))) end--
  return body.slice(index, end)
}

function parseUrl(href: string): URL | undefined {
  try {
    const url = new URL(href)
    return url.host === '' ? undefined : url
  } catch {
    return undefined
  }
}

/**
 * Returns the host of the URL if the text shows another one: a user name before it, letters of other scripts (the host
 * is punycode then, RFC 3492), or a number.
 */
function hostUnlessShown(url: URL, href: string): Pick<TextPart, 'actualHost'> {
  const [, shown = ''] = /^https?:\/\/([^/?#]*)/iu.exec(href) ?? []
  const isShown = shown.toLowerCase().replace(url.protocol === 'https:' ? /:443$/u : /:80$/u, '') === url.host
  return isShown ? {} : { actualHost: url.host }
}
