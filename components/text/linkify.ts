/** A stretch of text, or a web address in it. */
export interface TextPart {
  text: string
  /** Where the address leads. */
  href?: string
  /** The host it leads to, where that is not the host a reader sees in the text. */
  actualHost?: string
}

/** What an address begins with; "www." only where no longer word or address ends in it. */
const START = /https?:\/\/|(?<![\p{L}\p{N}_@./:-])www\.(?=[\p{L}\p{N}-]+\.\p{L})/giu

/**
 * Characters that are never part of an address: spaces, controls, what is drawn as nothing or turns the direction of the
 * text, delimiters (RFC 3986, appendix C), a backslash, which browsers read as a slash, and the punctuation of scripts
 * that write no spaces around it.
 */
const END = /[\s\p{C}\p{Default_Ignorable_Code_Point}<>"`\\“”„«»‹›—…、。〈-】〔-〟〿！-／：-＠［-｀｛-･،؛؟۔।॥]/u

/** Punctuation of the sentence or of its formatting, when it stands last. */
const TRAILING = /[.,:;!?'’*_~([{]$/u

const OPENERS = ['(', '[', '{']
const CLOSERS = [')', ']', '}']

/** Splits a text at its web addresses; joined again the stretches are the text. Only http and https are followed. */
export function linkify(body: string): TextPart[] {
  const stretches: TextPart[] = []
  let from = 0
  for (const { 0: start, index } of body.matchAll(START)) {
    if (index < from) continue // Part of the address before.
    const text = addressAt(body, index)
    const href = start.toLowerCase() === 'www.' ? `https://${text}` : text
    const url = parsed(href)
    if (!url || text.length <= start.length) continue
    if (index > from) stretches.push({ text: body.slice(from, index) })
    stretches.push({ text, href, ...hostUnlessSeen(url, href) })
    from = index + text.length
  }
  if (from < body.length) stretches.push({ text: body.slice(from) })
  return stretches
}

/** The address that begins at `index`. A bracket closes it only if it was opened in it. */
function addressAt(body: string, index: number): string {
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

function parsed(href: string): URL | undefined {
  try {
    const url = new URL(href)
    return url.host === '' ? undefined : url
  } catch {
    return undefined
  }
}

/**
 * The host of the URL where a reader sees another one: behind a user name, in letters of other scripts (then as punycode,
 * RFC 3492), or as a number.
 */
function hostUnlessSeen(url: URL, href: string): Pick<TextPart, 'actualHost'> {
  const [, seen = ''] = /^https?:\/\/([^/?#]*)/iu.exec(href) ?? []
  const isSeen = seen.toLowerCase().replace(url.protocol === 'https:' ? /:443$/u : /:80$/u, '') === url.host
  return isSeen ? {} : { actualHost: url.host }
}
