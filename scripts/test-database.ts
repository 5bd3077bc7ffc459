import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '@/db/migrate'
import { startPostgres } from '@/server/postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers the URL of a migrated database to clone, starting PostgreSQL at the first call. */
    templateDatabase: string
  }
}

/** One PostgreSQL for all test files, started when the first of them asks: unit tests alone do not pay for it. */
export async function setup(project: TestProject) {
  let template: ReturnType<typeof startTemplate> | undefined
  const desk = createServer((_request, response) => {
    template ??= startTemplate()
    answer(response, template)
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  const { port } = desk.address() as AddressInfo // A TCP server has no other kind of address.
  project.provide('templateDatabase', `http://127.0.0.1:${port}/`)
  return async () => {
    desk.close()
    await (await template?.catch(() => undefined))?.stop()
  }
}

async function answer(response: ServerResponse, template: ReturnType<typeof startTemplate>) {
  try {
    response.end((await template).url)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
}

async function startTemplate() {
  const folder = mkdtempSync(join(tmpdir(), 'kith-test-'))
  // The data is thrown away, so nothing needs to reach the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
  const { url, stop } = await startPostgres(folder, { password: 'test', settings })
  await migrate(url)
  return {
    url,
    async stop() {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}
