import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findDefinition } from '@/lib/events/registry'
import { eventRecipients } from './summaries'

/** An announcement in a service, or the row that the statement of a send writes. */
const ANNOUNCED = [/\bannounce\((?:(?!announce\()[\s\S]){0,300}?\btype: '(\w+)'/g, /'(\w+)', jsonb_build_object/g]

/** `defineEvent<Stored, Data>()({ type: '…'` or `defineStoredEvent<Data>()({ type: '…'`, with the comment above it. */
const DEFINITION =
  /(?:\/\*\* (?<about>[^\n]*) \*\/\n)?export const \w+ = define(?:Stored)?Event<(?<types>[\s\S]*?)>\(\)\(\{\s*type: '(?<type>\w+)'/g

/** `docs/events.md`: every type of the event log, read from the source, because types leave nothing behind at run time. */
export function eventsPage(): string {
  const places = announcements()
  const defined = eventFiles().flatMap((file) => [...readFileSync(file, 'utf8').matchAll(DEFINITION)])
  const sections = defined.map(({ groups = {} }) => {
    const { about, types = '', type = '' } = groups
    const recipients = (eventRecipients as Record<string, string>)[type]
    const files = places.get(type)
    if (!recipients || !files || !findDefinition(type))
      throw new Error(`The event ${type} is not documented completely.`)
    const [stored = '', sent] = splitTypes(types)
    return `### \`${type}\`
${about ? `\n${about}\n` : ''}
- Data: ${shown(sent ?? stored)}
- Stored in the log: ${sent === undefined ? 'the same' : shown(stored)}
- Received by: ${recipients}
- Announced in: ${files.map((file) => `\`${file}\``).join(', ')}`
  })
  if (defined.length !== Object.keys(eventRecipients).length)
    throw new Error('Recipients are written for other events.')
  return `${INTRO}\n${sections.join('\n\n')}\n\n${EPHEMERAL}`
}

const eventFiles = () =>
  readdirSync('lib')
    .map((domain) => `lib/${domain}/events.ts`)
    .filter((file) => existsSync(file))
    .sort()

/** The type arguments, each on one line. */
function splitTypes(types: string): string[] {
  const line = types.replace(/\s+/g, ' ').trim().replace(/,$/, '')
  let depth = 0
  const parts = ['']
  for (const character of line) {
    if ('{<['.includes(character)) depth++
    if ('}>]'.includes(character)) depth--
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => part.trim())
}

const INTRO = `<!-- Made by \`npm run docs\` from lib/*/events.ts and the services. Do not edit. -->
# Events

Every user has an event log. A service announces an event inside \`commit()\` (\`lib/events/commit.ts\`); the log stores ids
and kinds only. When an event is read, \`lib/events/hydrate.ts\` adds the people and messages as the owner of the log may see
them now. Clients receive \`{seq, type, data}\` over the socket and from \`GET /api/sync\`. Above 10 KB the socket message has
no \`data\`; the client then calls \`GET /api/sync\`. Clients ignore unknown types.

Each domain defines its events in \`lib/<domain>/events.ts\`; \`lib/events/registry.ts\` lists them. Recipients are written in
\`scripts/docs/summaries.ts\`. \`VisiblePerson\` is \`Person\`, or \`{ id: string }\` for one whom the owner of the log may not
see; \`Person\`, \`Message\`, \`Draft\` and \`Notification\` are in the \`schema.ts\` of their domains; a \`Position\` is
\`{ conversationId: string; seq: number }\`, \`Gone\` the same with \`gone: true\`.

## Events of the log
`

const EPHEMERAL = `## Ephemeral events

These have no \`seq\`, are in no log and may be lost.

### \`typing\`

- Data: \`{ conversationId: string; userId: string; stopped?: true }\`
- Received by: the other member, while the conversation is open.
- Published in: \`lib/conversations/service-receipts.ts\`; read in \`components/sync/typing-store.ts\`

### \`presence\`

- Data: \`{ userId: string; online: boolean; lastSeenAt?: string }\`
- Received by: friends who are online, without a block in between. The user's own tabs receive it for the user when the
  user comes online: from then on they receive the changes of friends, and ask once for the state before.
- Published in: \`lib/presence/service-publish.ts\`; read in \`lib/presence/reducers.ts\`
`

const shown = (type = '') => `\`${type === 'Record<string, never>' ? '{}' : type}\``

/** Files that announce each event type, by type. */
function announcements(): Map<string, string[]> {
  const files = ['lib', 'db/queries']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file).replaceAll('\\', '/'),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
  const places = new Map<string, string[]>()
  for (const file of files) {
    const source = readFileSync(file, 'utf8')
    const types = new Set(
      ANNOUNCED.flatMap((pattern) => [...source.matchAll(pattern)].flatMap(([, type]) => type ?? [])),
    )
    for (const type of types) places.set(type, [...(places.get(type) ?? []), file])
  }
  return places
}
