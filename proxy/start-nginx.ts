import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

/** A documented setting and its replacement in a test. */
export type Change = readonly [documented: string, replacement: string]

/** Returns the nginx settings of docs/hosting.md with these changes. */
function documentedSettings(changes: readonly Change[]): string {
  const [, shown] = /```nginx\n(.*?)```/s.exec(readFileSync('docs/hosting.md', 'utf8')) ?? []
  if (shown === undefined) throw new Error('docs/hosting.md shows no settings for nginx.')
  return changes.reduce((settings, [documented, replacement]) => {
    if (!settings.includes(documented)) throw new Error(`docs/hosting.md does not show "${documented}".`)
    return settings.replace(documented, replacement)
  }, shown)
}

/** Creates a self-signed certificate for a test. */
export function makeCertificate(folder: string) {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')]
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  const { status, stderr } = spawnSync('openssl', [...kind, ...files], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`)
}

interface NginxOptions {
  /** Holds the certificate and all files that nginx writes. */
  folder: string
  port: number
  appPort: number
}

/** Starts nginx with the documented settings and these changes; resolves with a function that stops it. */
export async function startNginx({ folder, port, appPort }: NginxOptions, changes: readonly Change[]) {
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
  let output = ''
  nginx.stderr.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const exited = once(nginx, 'exit')
  while (!(await accepts(port))) if (nginx.exitCode !== null) throw new Error(`nginx did not start:\n${output}`)
  return async () => {
    nginx.kill('SIGTERM')
    await exited
  }
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
