import { v7 } from 'uuid'
import { z } from 'zod'

/** A new id: uuid v7 (RFC 9562), so that rows made together lie together. */
export const newId = (): string => v7()

/** Any UUID version is an id; written in lower case so that comparing text compares ids. */
export const id = z.guid().transform((text) => text.toLowerCase())

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** An id in a path: one that is malformed is nobody's, so that it is answered exactly as an unknown one. */
export const idInPath = id.catch(NOBODY)
