import 'server-only'
import { assertDatabaseUsable, openDatabase } from './database'
import { type OnStop, operatorErrorMessage, type Step } from './operator-errors'
import { loadSecrets } from './secrets'

/** Read by `launch`, which prints this message without a stack. */
export const errorMessage = operatorErrorMessage

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
