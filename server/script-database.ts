import 'server-only'
import { assertDatabaseUsable, openDatabase } from './database'
import { isOperatorError, type OnStop, type Step } from './operator-errors'
import { loadSecrets } from './secrets'

/** Returns the message of an error that the operator can fix, or undefined for any other error. */
export const errorMessage = (error: unknown) => (isOperatorError(error) ? error.message : undefined)

/** Opens the migrated database for a script; `isShared` when a running Kith has started the embedded one. */
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
