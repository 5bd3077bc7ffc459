import { graphemesOf } from './graphemes'

/** Scripts whose letters join or stack: two initials side by side would become another shape. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}]/u

const firstOf = (word: string) => graphemesOf(word)[0] ?? ''

/** Returns one or two letters of a name, one in a script whose letters join, or its first character without letters. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  if (!first) return firstOf(name.trim())
  const initial = firstOf(first)
  return `${initial}${last && !JOINING.test(initial) ? firstOf(last) : ''}`.toUpperCase()
}
