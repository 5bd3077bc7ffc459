import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Generated once by the build, so that each build has another worker and browsers update it. */
export const dynamic = 'force-static'

const CHUNKS = '.next/static/chunks'

export function GET() {
  const worker = readFileSync(join(process.cwd(), 'components/offline/worker.js'), 'utf8')
  const build = `const BUILD = '${Date.now().toString(36)}'\nconst SCRIPTS = ${JSON.stringify(scripts())}\n`
  return new Response(`${build}${worker}`, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  })
}

/** Returns the paths of all scripts of the build: screens and dialogs load their own when they are opened. */
function scripts(): string[] {
  try {
    const names = readdirSync(join(process.cwd(), CHUNKS), { recursive: true, encoding: 'utf8' })
    return names
      .filter((name) => name.endsWith('.js'))
      .map((name) => `/_next/static/chunks/${name.replaceAll('\\', '/')}`)
  } catch {
    return [] // Under `npm run dev` nothing is built.
  }
}
