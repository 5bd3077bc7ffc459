/** What Unicode says draws nothing by itself, and the two characters of which it does not say so. */
const UNSEEN =
  /^(?:[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|\u2800|\u{1D159})*$/u

/** Whether there is nothing to see in the text: marks need a letter to stand on. */
export const isBlank = (value: string): boolean => UNSEEN.test(value)

/** The text, or none where there is nothing to see in it. */
export const emptyIfBlank = (value: string): string => (isBlank(value) ? '' : value)

const BIDI_CONTROL = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u

/** Whether the text would turn the direction of what stands around it. */
export const hasDirectionControls = (value: string): boolean => BIDI_CONTROL.test(value)

const LONE_SURROGATE = /\p{Surrogate}/u

/** Whether the text has no half of a surrogate pair; `String.isWellFormed` is missing in Firefox before 119. */
export const isWellFormed = (value: string): boolean => !LONE_SURROGATE.test(value)

/** Scripts in which a joiner between two letters decides how these are drawn. */
const JOINING =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mandaic}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Balinese}\\p{Script=Javanese}'

/** Signs that take a letter its vowel; a joiner behind one draws the half letter, as Malayalam words end with. */
const VIRAMAS = '\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA'

/** Invisible characters where they change what is drawn, in the order in which they are to be taken away. */
const NEEDED: [RegExp, string][] = [
  // England, Scotland, Wales: a black flag, then letters and digits of its own, then their end.
  [/\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}/gu, '\u{1F3F4}'],
  [/(\p{Extended_Pictographic})[\uFE0E\uFE0F]/gu, '$1'],
  [/([0-9#*])\uFE0F(?=\u20E3)/gu, '$1'],
  [/(\p{Extended_Pictographic}\p{Emoji_Modifier}?)\u200D(?=\p{Extended_Pictographic})/gu, '$1'],
  [/(\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]/gu, '$1'],
  [/(\p{Script=Myanmar})\uFE00/gu, '$1'],
  [/(\p{Script=Mongolian})(?:\u180B|\u180C|\u180D|\u180E|\u180F)/gu, '$1'],
  [new RegExp(`([${VIRAMAS}])\\u200D`, 'gu'), '$1'],
  [new RegExp(`([${JOINING}]\\p{M}*)[\\u200C\\u200D](?=[${JOINING}])`, 'gu'), '$1'],
]

/** The text without the invisible characters that emoji and scripts need where they stand. */
const withoutNeeded = (text: string) => NEEDED.reduce((left, [needed, seen]) => left.replace(needed, seen), text)

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u

/** Whether the text holds invisible characters that change nothing of what is drawn: two such names look the same. */
export const hasHiddenCharacters = (value: string): boolean => INVISIBLE.test(withoutNeeded(value))

/** Line ends, halves of characters, private ones, and such as no version of Unicode known here has, but for newer emoji. */
const UNSHOWN = /(?!\p{Extended_Pictographic})[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u

/** Whether the text holds characters that mean something else, or nothing, on other devices, or that end its line. */
export const hasIgnorableCharacters = (value: string): boolean => UNSHOWN.test(value)

/** Written languages need up to four on one letter. */
const PILED_MARKS = /(?:^|\p{Z})[\p{Mn}\p{Me}]|[\p{Mn}\p{Me}]{5}/u

/** Whether marks pile up on a letter, or stand on none, so that they draw over what is around the text. */
export const hasStackedMarks = (value: string): boolean => PILED_MARKS.test(value.normalize('NFD'))
