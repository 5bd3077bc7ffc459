// @ts-check
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './build.mjs'
import { assertNode, StartError } from './console.mjs'
import { createLifecycle } from './lifecycle.mjs'

/**
 * @typedef {object} Process
 * @property {(release: () => Promise<void> | void) => void} onStop registers a function to run at the end
 * @property {(code: number) => Promise<void>} stop ends the process in order
 * @property {(error: unknown) => Promise<void>} fail prints the error and ends the process in order
 * @property {(entry: string) => Promise<any>} load imports a TypeScript module of the server
 */

/**
 * Runs `work` in the project's root with the operator's .env; prints one sentence for an error that the operator can fix.
 * @param {string} complaint the beginning of that sentence @param {(process: Process) => Promise<void>} work
 */
export function launch(complaint, work) {
  const { onStop, stop, isStopping } = createLifecycle()
  /** @param {unknown} error @returns {string | undefined} */
  let errorMessage = (error) => (error instanceof StartError ? error.message : undefined)

  /** @param {unknown} error */
  async function fail(error) {
    if (isStopping()) return // Work under way fails because the process is stopping.
    const sentence = errorMessage(error)
    console.error(sentence ? `${complaint}: ${sentence}` : error)
    await stop(1)
  }

  /** @param {string} entry */
  async function load(entry) {
    const module = await import(pathToFileURL(await bundle(entry)).href)
    const previous = errorMessage
    if (module.errorMessage) errorMessage = (error) => previous(error) ?? module.errorMessage(error)
    return module
  }

  async function prepare() {
    process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
    assertNode()
    if (existsSync('.env')) process.loadEnvFile('.env')
    await work({ onStop, stop, fail, load })
  }
  prepare().catch(fail)
}

export const dataDirectory = () => process.env.KITH_DATA_DIR || '.kith'
