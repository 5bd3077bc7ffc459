import { z } from 'zod'

/** Text that PostgreSQL can be asked about: it knows no NUL. */
export const text = z.string().refine((value) => !value.includes('\0'), 'Leave out control characters.')

/** A whole number written in digits; unlike coercion it takes neither nothing nor 0x10 for one. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'is not a whole number')
  .transform(Number)
