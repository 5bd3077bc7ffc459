/** Characters that Unicode defines as invisible by themselves, and two invisible ones that it does not mark as such. */
const ONLY_INVISIBLE =
  /^(?:[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|\u2800|\u{1D159})*$/u

/** Returns true when the text has no visible character. Combining marks count only with a base letter. */
export const isBlank = (value: string): boolean => ONLY_INVISIBLE.test(value)

/** Returns the text, or an empty string when it is blank. */
export const emptyIfBlank = (value: string): string => (isBlank(value) ? '' : value)

const LONE_SURROGATE = /\p{Surrogate}/u

/** Returns true when the text has no lone surrogate. `String.isWellFormed` is missing in Firefox before 119. */
export const isWellFormed = (value: string): boolean => !LONE_SURROGATE.test(value)

/** Scripts in which a joiner (U+200C, U+200D) between two letters changes their form. */
const JOINING_SCRIPTS =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mandaic}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Balinese}\\p{Script=Javanese}'

/** Signs that remove the vowel of a letter. A joiner after one selects the half form, as in Malayalam words. */
const VIRAMAS = '\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA'

/** Places where an invisible character is required for correct display, in the order in which to remove them. */
const REQUIRED_INVISIBLE: [RegExp, string][] = [
  // England, Scotland, Wales: a black flag, then tag letters and digits, then the cancel tag.
  [/\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}/gu, '\u{1F3F4}'],
  [/(\p{Extended_Pictographic})[\uFE0E\uFE0F]/gu, '$1'],
  [/([0-9#*])\uFE0F(?=\u20E3)/gu, '$1'],
  [/(\p{Extended_Pictographic}\p{Emoji_Modifier}?)\u200D(?=\p{Extended_Pictographic})/gu, '$1'],
  [/(\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]/gu, '$1'],
  [/(\p{Script=Myanmar})\uFE00/gu, '$1'],
  [/(\p{Script=Mongolian})(?:\u180B|\u180C|\u180D|\u180E|\u180F)/gu, '$1'],
  [new RegExp(`([${VIRAMAS}])\\u200D`, 'gu'), '$1'],
  [new RegExp(`([${JOINING_SCRIPTS}]\\p{M}*)[\\u200C\\u200D](?=[${JOINING_SCRIPTS}])`, 'gu'), '$1'],
]

/** Returns the text without the invisible characters that emoji and scripts require. */
const withoutRequired = (text: string) =>
  REQUIRED_INVISIBLE.reduce((left, [needed, seen]) => left.replace(needed, seen), text)

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u

/** Returns true when the text has invisible characters without effect: it looks the same as a text without them. */
export const hasHiddenCharacters = (value: string): boolean => INVISIBLE.test(withoutRequired(value))

/** Control, private-use and unassigned characters, lone surrogates, line ends; but not emoji newer than the runtime. */
const UNPRINTABLE = /(?!\p{Extended_Pictographic})[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u

/** Returns true when the text has characters that end a line or that other devices show differently or not at all. */
export const hasUnprintableCharacters = (value: string): boolean => UNPRINTABLE.test(value)

/** Written languages need up to four marks on one letter. */
const STACKED_MARKS = /(?:^|\p{Z})[\p{Mn}\p{Me}]|[\p{Mn}\p{Me}]{5}/u

/** Returns true when a letter has too many marks, or a mark has no letter, so that they cover the text around it. */
export const hasStackedMarks = (value: string): boolean => STACKED_MARKS.test(value.normalize('NFD'))
