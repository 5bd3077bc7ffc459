import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventRecipients } from './docs-summaries'

/** An announcement in a service, or the row that the statement of a send writes. */
const ANNOUNCED = [/\bannounce\((?:(?!announce\()[\s\S]){0,300}?\btype: '(\w+)'/g, /'(\w+)', jsonb_build_object/g]

/** `docs/events.md`: every type of the event log, read from the source, because types leave nothing behind at run time. */
export function eventsPage(): string {
  const catalogue = readFileSync('lib/events/catalogue.ts', 'utf8')
  const sent = membersOf(catalogue, 'EventData')
  const stored = membersOf(readFileSync('lib/events/references.ts', 'utf8'), 'EventReference')
  const places = announcements()
  const sections = [...sent].map(([type, data]) => {
    const recipients = (eventRecipients as Record<string, string>)[type]
    const files = places.get(type)
    if (!recipients || !stored.has(type) || !files) throw new Error(`The event ${type} is not documented completely.`)
    return `### \`${type}\`

- Data: ${shown(data)}
- Stored in the log: ${data === stored.get(type) ? 'the same' : shown(stored.get(type))}
- Received by: ${recipients}
- Announced in: ${files.map((file) => `\`${file}\``).join(', ')}`
  })
  return `${intro(aliasesOf(catalogue))}\n${sections.join('\n\n')}\n\n${EPHEMERAL}`
}

const intro = (aliases: string) => `<!-- Made by \`npm run docs\` from lib/events and the services. Do not edit. -->
# Events

Every user has an event log. A service announces an event inside \`commit()\` (\`lib/events/commit.ts\`); the log stores ids
and kinds only (\`lib/events/references.ts\`). When an event is read, \`lib/events/hydrate.ts\` adds the people and messages as
the owner of the log may see them now. Clients receive \`{seq, type, data}\` over the socket and from \`GET /api/sync\`. Above
10 KB the socket message has no \`data\`; the client then calls \`GET /api/sync\`. Clients ignore unknown types.

Recipients are written in \`scripts/docs-summaries.ts\`. Shared types, from \`lib/events/catalogue.ts\`; \`Person\`, \`Message\`,
\`Draft\` and \`Notification\` are in the \`schema.ts\` of \`accounts\`, \`messages\` and \`notifications\`:

\`\`\`ts
${aliases}
\`\`\`

## Events of the log
`

const EPHEMERAL = `## Ephemeral events

These have no \`seq\`, are in no log and may be lost.

### \`typing\`

- Data: \`{ conversationId: string; userId: string; stopped?: true }\`
- Received by: the other member, while the conversation is open.
- Published in: \`lib/conversations/service-receipts.ts\`; read in \`components/sync/typing-state.ts\`

### \`presence\`

- Data: \`{ userId: string; online: boolean; lastSeenAt?: string }\`
- Received by: friends who are online, without a block in between. The user's own tabs receive it for the user when the
  user comes online: from then on they receive the changes of friends, and ask once for the state before.
- Published in: \`lib/presence/service-publish.ts\`; read in \`lib/presence/reducers.ts\`
`

const shown = (type = '') => `\`${type === 'Record<string, never>' ? '{}' : type}\``

/** Members of an interface that has one member a line. */
function membersOf(source: string, name: string): Map<string, string> {
  const body = new RegExp(`\\binterface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source)?.[1]
  if (body === undefined) throw new Error(`There is no interface ${name} any more.`)
  return new Map(
    body.split('\n').map((line) => {
      const [, member, type] = /^ {2}(\w+): (.+)$/.exec(line) ?? []
      if (!member || !type) throw new Error(`${name} has a line that is no member: ${line}`)
      return [member, type]
    }),
  )
}

/** The type aliases that the events use, without comments. */
const aliasesOf = (source: string) =>
  [...source.matchAll(/^(?:export )?(type (?:VisiblePerson|\w+OrGone) = .+)$/gm)].map(([, alias]) => alias).join('\n')

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
