import { z } from 'zod'

/** Text that PostgreSQL can be asked about: it knows no NUL. */
export const text = z.string().refine((value) => !value.includes('\0'), 'Leave out control characters.')

/** Spaces, what is invisible by nature, and the few letters that are drawn as nothing. */
const UNSEEN = /^[\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}\u2800\u3164\u115F\u1160\uFFA0]*$/u

/** Whether there is nothing to see in the text. */
export const isBlank = (value: string): boolean => UNSEEN.test(value)

const BIDI_CONTROL = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u

/** Whether the text would turn the direction of what stands around it. */
export const turnsDirection = (value: string): boolean => BIDI_CONTROL.test(value)

/** A whole number written in digits; unlike coercion it takes neither nothing nor 0x10 for one. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'is not a whole number')
  .transform(Number)
