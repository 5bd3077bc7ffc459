import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Generated once by the build, so that each build has another worker and browsers update it. */
export const dynamic = 'force-static'

export function GET() {
  const worker = readFileSync(join(process.cwd(), 'components/offline/worker.js'), 'utf8')
  return new Response(`const BUILD = '${Date.now().toString(36)}'\n${worker}`, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
