import { z } from 'zod'

/** Text that PostgreSQL can be asked about: it knows no NUL. */
export const text = z.string().refine((value) => !value.includes('\0'), 'Leave out control characters.')
