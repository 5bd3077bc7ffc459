/** Spaces, what is invisible by nature, and the few letters that are drawn as nothing. */
const UNSEEN = /^[\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}\u2800\u3164\u115F\u1160\uFFA0]*$/u

/** Whether there is nothing to see in the text. */
export const isBlank = (value: string): boolean => UNSEEN.test(value)

const BIDI_CONTROL = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u

/** Whether the text would turn the direction of what stands around it. */
export const turnsDirection = (value: string): boolean => BIDI_CONTROL.test(value)

const LONE_SURROGATE = /\p{Surrogate}/u

/** Whether the text has no half of a surrogate pair; `String.isWellFormed` is missing in Firefox before 119. */
export const isWellFormed = (value: string): boolean => !LONE_SURROGATE.test(value)
