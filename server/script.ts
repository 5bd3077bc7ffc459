import 'server-only'
import { assertDatabaseUsable, openDatabase } from './database'
import { isHostError, type OnStop, type Step } from './host'
import { openSecrets } from './secrets'

/** What to tell the host about an error that is theirs to mend. */
export const sentenceOf = (error: unknown) => (isHostError(error) ? error.message : undefined)

/** Gives a script the migrated database; `isShared` when a running Kith holds the embedded one. */
export async function openForScript({ step, onStop, isShared }: { step: Step; onStop: OnStop; isShared: boolean }) {
  const password = openSecrets()
  await assertDatabaseUsable()
  await openDatabase({ password, step, onStop, isShared })
}
