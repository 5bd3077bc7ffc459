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
    /** URL of an HTTP server that responds with the URL of a migrated database to clone; the first call starts PostgreSQL. */
    templateDatabase: string
  }
}

/** Shares one PostgreSQL between all test files; it starts at the first request, so that unit tests alone need none. */
export async function setup(project: TestProject) {
  let template: ReturnType<typeof startTemplate> | undefined
  const server = createServer((_request, response) => {
    template ??= startTemplate()
    answer(response, template)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // The server listens on TCP, so its address is an AddressInfo.
  project.provide('templateDatabase', `http://127.0.0.1:${port}/`)
  return async () => {
    server.close()
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
  // The data is temporary, so nothing needs to be written to the disk safely.
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
