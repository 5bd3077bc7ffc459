import { v7 } from 'uuid'
import { z } from 'zod'

/** Returns a new UUID v7 (RFC 9562). These increase with time, so new rows are stored next to each other. */
export const newId = (): string => v7()

/** Accepts any UUID version and converts it to lower case, so that ids can be compared as text. */
export const id = z.guid().transform((text) => text.toLowerCase())

const UNKNOWN_ID = '00000000-0000-0000-0000-000000000000'

/** An id in a path. A malformed one becomes an id that does not exist, so that it gets the same response. */
export const idInPath = id.catch(UNKNOWN_ID)
