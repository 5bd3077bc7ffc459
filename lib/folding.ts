/**
 * Converts texts that look the same to a reader to one form. Used for everything that is searched (names, usernames,
 * messages): when it is stored, when it is searched for, and when a match is highlighted. No other code may change case
 * for a search, because PostgreSQL and browsers treat `İ` differently. A change of the result needs a migration that
 * sets `users.search_text` and the search texts of `blocks` to null and empties `message_search` and `search_cursors`.
 */
export const foldForSearch = (text: string): string => foldCharacters(text).replace(/\s+/gu, ' ').trim()

/** Diacritics. Marks that are letters themselves (vowel signs of Hindi or Thai) are kept. */
const MARKS =
  /(?=\p{M})(?!\u3099|\u309A|\u20E3)[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu
/** Joiners, soft hyphens, variation selectors and similar; and the Arabic tatweel, which only makes a word longer. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0640]/gu
const SKIN_TONES = /(\p{Emoji_Modifier_Base})\p{Emoji_Modifier}+/gu

const foldCharacters = (text: string): string =>
  text
    // Some users type these accents as an apostrophe; NFKD would replace them by a space.
    .replace(/[\u00B4\u1FFD]/gu, "'")
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .replace(SKIN_TONES, '$1')
    .toUpperCase() // Upper case first: it makes ß SS and both forms of the Greek sigma one.
    .toLowerCase()
    .replace(OTHER_FORMS, (character) => EQUIVALENT_FORMS.get(character) ?? toHiragana(character) ?? '-')

/** Letters that many users cannot type and that NFKD does not decompose, and quotation marks; by the folded form. */
const EQUIVALENT_FORMS = new Map(
  Object.entries({
    "'": '`‘’‚‛ʹʻʼʽˈ′׳‹›',
    '"': '“”„‟«»״',
    ae: 'æ',
    d: 'đð',
    h: 'ħ',
    i: 'ı',
    l: 'ł',
    o: 'ø',
    oe: 'œ',
    s: 'ſ',
    ss: 'ß',
    t: 'ŧ',
    th: 'þ',
    σ: 'ς',
    г: 'ґ',
    ا: 'ٱ',
    ي: 'یى',
    ك: 'ک',
    '-': '−',
  }).flatMap(([form, characters]) => [...characters].map((character): [string, string] => [character, form])),
)

/** Katakana and hiragana have the same syllables in the same order, at a fixed distance. */
const KATAKANA = /[ァ-ヶ]/u
const HIRAGANA_OFFSET = 'ァ'.charCodeAt(0) - 'ぁ'.charCodeAt(0)

const toHiragana = (character: string) =>
  KATAKANA.test(character) ? String.fromCharCode(character.charCodeAt(0) - HIRAGANA_OFFSET) : undefined

/** The characters of the tables above, and all dashes. */
const OTHER_FORMS = new RegExp(`[${[...EQUIVALENT_FORMS.keys()].join('')}ァ-ヶ\\p{Pd}]`, 'gu')

/** Returns the folded words of a message search; a match contains each of them. */
export const searchTerms = (query: string): string[] => foldForSearch(query).split(' ').filter(Boolean)

/** Returns the words of a name, split at spaces and punctuation. Each emoji or symbol is a word with its code point. */
export function wordsOfName(name: string): string[] {
  const folded = foldForSearch(name)
  const words = replacePunctuation(folded, ' ')
  return words.length > 0 ? words : symbolsAsCodes(folded).split(' ').filter(Boolean)
}

/**
 * Returns the text that a search by word beginnings uses: each word after a space, both split at punctuation and joined
 * (`oconnor`).
 */
export function searchTextOf(...names: (string | null)[]): string {
  const words = names.flatMap((name) => (name === null ? [] : [...wordsOfName(name), ...joinedWords(name)]))
  return [...new Set(words)].map((word) => ` ${word}`).join('')
}

const joinedWords = (name: string) => replacePunctuation(foldForSearch(name), '')

const replacePunctuation = (folded: string, by: ' ' | '') =>
  symbolsAsCodes(folded.replace(/\p{P}+/gu, by))
    .split(' ')
    .filter(Boolean)

/** Replaces each symbol by a word with its code point, because pg_trgm ignores all but letters and digits. */
const symbolsAsCodes = (folded: string) =>
  folded.replace(
    /[^\p{L}\p{M}\p{N} ]/gu,
    (symbol) => ` u${(symbol.codePointAt(0) ?? 0).toString(16).padStart(6, '0')} `,
  )

/** A character with the marks and modifiers that are folded together with it. */
const CHARACTER_WITH_MARKS = /\P{M}[\p{M}\p{Emoji_Modifier}\p{Default_Ignorable_Code_Point}]*|\p{M}+/gu

interface FoldedText {
  folded: string
  /** For each code unit of `folded`: start and end of its source character in the text. */
  starts: number[]
  ends: number[]
}

/** Folds a text and maps each code unit of the result to its source. Unlike `foldForSearch` it keeps all spaces. */
export function foldWithOffsets(text: string): FoldedText {
  const result: FoldedText = { folded: '', starts: [], ends: [] }
  for (const { 0: character, index } of text.matchAll(CHARACTER_WITH_MARKS)) {
    const folded = foldCharacters(character)
    result.folded += folded
    for (let unit = 0; unit < folded.length; unit++) {
      result.starts.push(index)
      result.ends.push(index + character.length)
    }
  }
  return result
}
