/**
 * One form for texts that a reader takes for the same, for everything that is searched: names, usernames and messages,
 * when they are stored, when they are asked for, and when a match is marked. Nothing else may change case for a search:
 * what PostgreSQL makes of `İ` differs from what a browser does. Whoever changes what comes out of here adds a migration
 * that sets `users.search_text` and those of `blocks` to null and empties `message_search` and `search_cursors`.
 */
export const foldForSearch = (text: string): string => foldCharacters(text).replace(/\s+/gu, ' ').trim()

/** Marks of letters. Where marks are letters by themselves (vowel signs of Hindi or Thai) they stay. */
const MARKS =
  /(?=\p{M})(?!\u3099|\u309A|\u20E3)[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu
/** Joiners, soft hyphens, variation selectors and the like; and the stroke that only makes an Arabic word longer. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u0640]/gu
const SKIN_TONES = /(\p{Emoji_Modifier_Base})\p{Emoji_Modifier}+/gu

const foldCharacters = (text: string): string =>
  text
    .replace(/[\u00B4\u1FFD]/gu, "'") // Normalisation would make a space of the accent that some type as an apostrophe.
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(UNSEEN, '')
    .replace(SKIN_TONES, '$1')
    .toUpperCase() // First up and then down: ß is SS, and both of the Greek s are one.
    .toLowerCase()
    .replace(OTHER_FORMS, (character) => ALIKE.get(character) ?? likeHiragana(character) ?? '-')

/** Letters that many people cannot type, without what no decomposition takes from them; and quotation marks. */
const ALIKE = new Map(
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
  }).flatMap(([form, alike]) => [...alike].map((character): [string, string] => [character, form])),
)

/** The two Japanese syllabaries are the same syllables, so far apart. */
const KATAKANA = /[ァ-ヶ]/u
const TO_HIRAGANA = 'ァ'.charCodeAt(0) - 'ぁ'.charCodeAt(0)

const likeHiragana = (character: string) =>
  KATAKANA.test(character) ? String.fromCharCode(character.charCodeAt(0) - TO_HIRAGANA) : undefined

/** Those above, and all dashes. */
const OTHER_FORMS = new RegExp(`[${[...ALIKE.keys()].join('')}ァ-ヶ\\p{Pd}]`, 'gu')

/** The words of a text that is looked for within messages: each has to stand somewhere. */
export const searchTerms = (query: string): string[] => foldForSearch(query).split(' ').filter(Boolean)

/** The words of a name: what punctuation parts is several, and each emoji or sign is one, by its number. */
export function wordsOfName(name: string): string[] {
  const folded = foldForSearch(name)
  const words = partedAt(folded, ' ')
  return words.length > 0 ? words : inNumbers(folded).split(' ').filter(Boolean)
}

/** What a search by the beginnings of words looks through: each after a space, once apart and once joined (`oconnor`). */
export function searchTextOf(...names: (string | null)[]): string {
  const words = names.flatMap((name) => (name === null ? [] : [...wordsOfName(name), ...joined(name)]))
  return [...new Set(words)].map((word) => ` ${word}`).join('')
}

const joined = (name: string) => partedAt(foldForSearch(name), '')

const partedAt = (folded: string, by: ' ' | '') =>
  inNumbers(folded.replace(/\p{P}+/gu, by))
    .split(' ')
    .filter(Boolean)

/** What is neither letter nor digit as a word: PostgreSQL's index over parts of words knows no other characters. */
const inNumbers = (folded: string) =>
  folded.replace(/[^\p{L}\p{M}\p{N} ]/gu, (sign) => ` u${(sign.codePointAt(0) ?? 0).toString(16).padStart(6, '0')} `)

/** A character with all that folds together with it. */
const TOGETHER = /\P{M}[\p{M}\p{Emoji_Modifier}\p{Default_Ignorable_Code_Point}]*|\p{M}+/gu

interface FoldedPlaces {
  folded: string
  /** For each code unit of `folded` where in the text the character begins that it is from, and where that ends. */
  starts: number[]
  ends: number[]
}

/** A text as a search compares it, with the way back to what was written; spaces stay as many as they are. */
export function foldWithOffsets(text: string): FoldedPlaces {
  const places: FoldedPlaces = { folded: '', starts: [], ends: [] }
  for (const { 0: together, index } of text.matchAll(TOGETHER)) {
    const folded = foldCharacters(together)
    places.folded += folded
    for (let unit = 0; unit < folded.length; unit++) {
      places.starts.push(index)
      places.ends.push(index + together.length)
    }
  }
  return places
}
