import { z } from 'zod'

/** Text that can be passed to PostgreSQL, which accepts no NUL. */
export const text = z.string().refine((value) => !value.includes('\0'), 'Leave out control characters.')

/** A whole number in decimal digits. Unlike coercion it accepts neither an empty string nor 0x10. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'is not a whole number')
  .transform(Number)
