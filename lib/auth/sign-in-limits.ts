import 'server-only'
import { usernameTyped } from '@/lib/accounts/rules'
import { limitsInForce } from '@/lib/env'
import { restore, spend } from '@/lib/rate-limits/service'

const WINDOW_SECONDS = 15 * 60

/**
 * Counts a try to sign in by password against the account and the address; throws `rate_limited` when either is used
 * up. The function it answers with gives the account its tries back, after one that was right.
 */
export async function countSignIn(username: unknown, address: string): Promise<() => Promise<void>> {
  const account = usernameTyped(typeof username === 'string' ? username : '')
    .replaceAll('\0', ' ') // PostgreSQL holds no NUL, and no account is called so.
    .slice(0, 64)
  const { signInPerAccount, signInPerAddress } = limitsInForce()
  const key = `sign-in:${account}`
  await spend([
    { key: `sign-in-from:${address}`, most: signInPerAddress, windowSeconds: WINDOW_SECONDS },
    { key, most: signInPerAccount, windowSeconds: WINDOW_SECONDS },
  ])
  return () => restore(key)
}
