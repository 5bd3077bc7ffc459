/** A stretch of text, or an address in it. */
export interface Stretch {
  text: string
  href?: string
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/giu
const CLOSERS: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** Text split at its http and https addresses. A sentence's own punctuation after an address stays outside it. */
export function linked(body: string): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const { 0: found, index } of body.matchAll(ADDRESS)) {
    const text = withoutTrailing(found)
    if (!isAddress(text)) continue
    if (index > from) stretches.push({ text: body.slice(from, index) })
    stretches.push({ text, href: text })
    from = index + text.length
  }
  if (from < body.length) stretches.push({ text: body.slice(from) })
  return stretches
}

function withoutTrailing(address: string): string {
  const last = address.at(-1) ?? ''
  const opener = CLOSERS[last]
  const isUnbalanced = opener !== undefined && address.split(last).length > address.split(opener).length
  return isUnbalanced || /[.,:;!?…»”’*_]/u.test(last) ? withoutTrailing(address.slice(0, -1)) : address
}

function isAddress(text: string): boolean {
  try {
    return new URL(text).host !== ''
  } catch {
    return false
  }
}
