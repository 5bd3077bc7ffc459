import 'server-only'
import { assertDatabaseUsable, openDatabase } from './database'
import { isOperatorError, type OnStop, type Step } from './operator-errors'
import { loadSecrets } from './secrets'

/** What to tell the host about an error that is theirs to mend. */
export const errorMessage = (error: unknown) => (isOperatorError(error) ? error.message : undefined)

/** Gives a script the migrated database; `isShared` when a running Kith holds the embedded one. */
export async function openScriptDatabase({
  step,
  onStop,
  isShared,
}: {
  step: Step
  onStop: OnStop
  isShared: boolean
}) {
  const password = loadSecrets()
  await assertDatabaseUsable()
  await openDatabase({ password, step, onStop, isShared })
}
