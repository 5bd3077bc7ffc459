import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

/** A setting as it is documented, and what a test has in its place. */
export type Change = readonly [documented: string, instead: string]

/** The settings for nginx that docs/hosting.md shows, with each of these changes made to them. */
function documentedSettings(changes: readonly Change[]): string {
  const [, shown] = /```nginx\n(.*?)```/s.exec(readFileSync('docs/hosting.md', 'utf8')) ?? []
  if (shown === undefined) throw new Error('docs/hosting.md shows no settings for nginx.')
  return changes.reduce((settings, [documented, instead]) => {
    if (!settings.includes(documented)) throw new Error(`docs/hosting.md does not show "${documented}".`)
    return settings.replace(documented, instead)
  }, shown)
}

/** Makes the certificate of a test. */
export function makeCertificate(folder: string) {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')]
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  const { status, stderr } = spawnSync('openssl', [...kind, ...files], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`)
}

interface Place {
  /** Where the certificate is, and everything that nginx writes. */
  folder: string
  port: number
  appPort: number
}

/** Starts nginx with the documented settings and these changes to them; resolves with the way to stop it. */
export async function startNginx({ folder, port, appPort }: Place, changes: readonly Change[]) {
  const server = documentedSettings([
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
    ['server_name friends.example.org;', 'server_name localhost;'],
    ['/etc/ssl/friends.example.org.crt', join(folder, 'certificate.pem')],
    ['/etc/ssl/friends.example.org.key', join(folder, 'key.pem')],
    ['http://127.0.0.1:3000', `http://127.0.0.1:${appPort}`],
    ...changes,
  ])
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  )
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${join(folder, 'nginx.pid')}; error_log stderr;
events {}
http { access_log off; ${folders.join(' ')}
${server} }
`,
  )
  const nginx = spawn('nginx', ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  nginx.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const gone = once(nginx, 'exit')
  while (!(await accepts(port))) if (nginx.exitCode !== null) throw new Error(`nginx did not start:\n${said}`)
  return async () => {
    nginx.kill('SIGTERM')
    await gone
  }
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
