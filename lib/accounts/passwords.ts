import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { dictionary } from '@zxcvbn-ts/language-common'
import { AppError } from '@/lib/errors'
import { singleton } from '@/lib/singletons'

const ARGON2ID = 2
/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Normalizes to NFC, so that the same word typed on two keyboards is the same password (RFC 8265). */
const prepared = (password: string) => password.normalize('NFC')

export const hashPassword = (password: string) => hash(prepared(password), COST)

/**
 * Throws 422 for a password from the list of common ones, which attackers try first. `field` names the field in the
 * error.
 */
export function assertUncommon(password: string, field: string) {
  const common = singleton('common passwords', () => new Set(dictionary['passwords-common'].map(String)))
  if (common.has(password.toLowerCase()))
    throw new AppError('invalid', 'invalid', 'That password is too common.', {
      errors: { [field]: 'Choose a less common password.' },
    })
}

/** Takes as long without a hash as with one, so that timing does not reveal which accounts exist. */
export async function passwordMatches(hashed: string | null | undefined, password: string): Promise<boolean> {
  const decoy = singleton('decoy hash', () => hashPassword('nobody has this password'))
  const matches = await verify(hashed ?? (await decoy), prepared(password))
  return matches && hashed != null
}
