import { z } from 'zod'
import type { Endpoint } from '@/lib/http/endpoint'
import { endpointSummaries } from './summaries'

/** A property of a JSON schema, as far as it is shown. */
type Property = z.core.JSONSchema.JSONSchema

const DIGITS = '^\\d{1,15}$'

/** `docs/endpoints.md`: every endpoint, by the second part of its path. */
export function endpointsPage(endpoints: readonly Endpoint[]): string {
  const shown = endpoints.map((endpoint) => ({ ...endpoint, name: `${endpoint.method} ${endpoint.path}` }))
  const names = new Set(shown.map(({ name }) => name))
  const stale = Object.keys(endpointSummaries).filter((name) => !names.has(name))
  if (stale.length > 0) throw new Error(`There is no endpoint ${stale.join(', ')}: remove it from docs-summaries.ts.`)
  const groupOf = ({ path }: Endpoint) => path.split('/')[2] ?? ''
  const groups = new Set(shown.map(groupOf))
  const usual = endpoints.find(({ format }) => format === 'json')?.maxBytes() ?? 0
  const sections = [...groups].map((group) =>
    [
      `## /api/${group}`,
      '',
      '| Endpoint | Access | Input | Body | Result |',
      '|---|---|---|---|---|',
      ...shown.filter((one) => groupOf(one) === group).map((one) => row(one, usual)),
    ].join('\n'),
  )
  return `${intro(usual)}\n${sections.join('\n\n')}\n`
}

const intro = (usual: number) => `<!-- Made by \`npm run docs\` from the endpoint definitions. Do not edit. -->
# HTTP endpoints

Each row is one \`defineRoute()\` in \`lib/<domain>/endpoints*.ts\`, mounted by a \`route.ts\` below \`app/api\`. The summaries
are in \`scripts/docs/summaries.ts\`. next-auth serves \`/api/auth/*\`; every other path below \`/api\` is 404.

- **Access**: \`viewer\` needs a session, else 401. \`public\` needs none.
- **Input**: path parameters, then the fields of the query (GET, DELETE) or of the body. \`?\` means optional. The schema in
  \`lib/<domain>/schema.ts\` and the service may check more than the type shown here.
- **Body**: a body is at most ${bytes(usual)} (64 KiB and 12 bytes for each code point of the limit \`messageCodePoints\`),
  unless the row says otherwise; a larger one is 413.
- Errors are problem documents (RFC 9457) with a \`code\`. Invalid input is 422 \`invalid\` (400 \`malformed\` below
  \`/api/realtime\` and for a body that cannot be parsed). A malformed path parameter is the same 404 as an unknown one.
- Writes from another site are 403 \`cross_site\`. A request whose header \`Kith-Viewer\` names another user than the
  session does is 409 \`viewer_changed\`.
`

function row({ name, path, method, access, format, input, maxBytes }: Endpoint & { name: string }, usual: number) {
  const summary = endpointSummaries[name]
  if (summary === undefined) throw new Error(`${name} has no summary: add one to scripts/docs/summaries.ts.`)
  const hasBody = method === 'POST' || method === 'PATCH'
  const fields = fieldsOf(input, path)
  const size = maxBytes() === usual ? '' : `, ≤ ${bytes(maxBytes())}`
  const body = format === 'bytes' ? `bytes${size}` : hasBody && hasBodyFields(input, path) ? `${format}${size}` : ''
  return `| \`${name}\` | ${access} | ${fields.join('<br>')} | ${body} | ${summary} |`
}

const bytes = (count: number) =>
  count % 2 ** 20 === 0 ? `${count / 2 ** 20} MiB` : `${count.toLocaleString('en-US')} bytes`

const isInPath = (name: string, path: string) => path.split('/').includes(`:${name}`)

const hasBodyFields = (input: z.ZodType, path: string) =>
  Object.keys(propertiesOf(input, 'input')).some((name) => !isInPath(name, path))

function fieldsOf(input: z.ZodType, path: string): string[] {
  const parsed = propertiesOf(input, 'output')
  const required = new Set(schemaOf(input, 'input').required)
  const fields = Object.entries(propertiesOf(input, 'input')).flatMap(([name, sent]) => {
    if (name === 'bytes') return [] // The body itself, as the column beside it says.
    const isOptional = !required.has(name)
    const isPathParameter = isInPath(name, path)
    // What a malformed path parameter becomes is no default: it is answered with 404.
    const type = isPathParameter ? typeOf({ ...sent, default: undefined }) : typeOf(sent, parsed[name])
    return [{ text: `\`${name}${isOptional ? '?' : ''}\` ${type}`, rank: isPathParameter ? 0 : 1 }]
  })
  return fields.sort((a, b) => a.rank - b.rank).map(({ text }) => text)
}

const schemaOf = (input: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(input, { io, unrepresentable: 'any' }) as Property

function propertiesOf(input: z.ZodType, io: 'input' | 'output'): Record<string, Property> {
  const { properties = {} } = schemaOf(input, io)
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, typeof value === 'object' ? value : {}]),
  )
}

/** The type of a field in words. `parsed` has the range and default of a number that is written in digits. */
function typeOf(sent: Property, parsed: Property = {}): string {
  if (sent.pattern === DIGITS) return `whole number${rangeOf(parsed)}${defaultOf(parsed)}`
  if (sent.anyOf) return sent.anyOf.map((one) => typeOf(one as Property)).join(' or ')
  if (sent.enum) return `${sent.enum.map((value) => `\`${value}\``).join(' or ')}${defaultOf(sent)}`
  if (sent.format === 'uuid') return 'uuid'
  if (sent.format === 'date-time') return 'ISO date and time with offset'
  switch (sent.type) {
    case 'string':
      return `text${lengthOf(sent)}${defaultOf(sent)}`
    case 'integer':
      return `whole number${rangeOf(sent)}${defaultOf(sent)}`
    case 'array':
      return `list of ${typeOf(sent.items as Property)}${itemsOf(sent)}`
    case 'object':
      return `{${Object.entries(sent.properties ?? {})
        .map(([name, value]) => `\`${name}\` ${typeOf(value as Property)}`)
        .join(', ')}}`
    default:
      return `${sent.type ?? 'any'}${defaultOf(sent)}`
  }
}

const defaultOf = (property: Property) =>
  property.default === undefined || property.default === '' ? '' : `, default \`${property.default}\``

function span(unit: string, from: number | undefined, to: number | undefined): string {
  const end = to === undefined || to === Number.MAX_SAFE_INTEGER ? undefined : to
  if (from === undefined && end === undefined) return ''
  if (end === undefined) return `, ≥ ${from}${unit}`
  return from === undefined ? `, ≤ ${end}${unit}` : `, ${from}–${end}${unit}`
}

const lengthOf = ({ minLength, maxLength }: Property) => span(' characters', minLength, maxLength)
const rangeOf = ({ minimum, maximum }: Property) => span('', minimum, maximum)
const itemsOf = ({ minItems, maxItems }: Property) => span(' items', minItems, maxItems)
