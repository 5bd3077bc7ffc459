import { type ParseArgsConfig, parseArgs } from 'node:util'
import { z } from 'zod'

/** An invalid command line; `message` is one sentence with the reason. */
export class UsageError extends Error {}

/** A parsed command of the operator. */
export type Call =
  | { task: 'help'; text: string }
  | { task: 'list users'; q?: string; after?: string }
  | { task: 'change plan'; username: string; plan: 'free' | 'pro' }
  | { task: 'list sessions'; username: string }
  | { task: 'end sessions'; username: string; which: string }
  | { task: 'create reset link'; username: string }
  | { task: 'list reports'; all: boolean; after?: string }
  | { task: 'resolve report'; id: string }

interface Command {
  usage: string
  about: string
  options: NonNullable<ParseArgsConfig['options']>
  /** Returns undefined for arguments that the command does not accept. */
  parse(args: readonly string[], flags: Record<string, unknown>): Call | undefined
}

const uuid = z.guid()
const after = { after: { type: 'string' } } as const
const textOf = (flag: unknown) => (typeof flag === 'string' ? { after: flag } : {})
const nameOf = (argument: string) => argument.replace(/^@/, '').toLowerCase()

const COMMANDS: Record<string, Command> = {
  users: {
    usage: 'users [query] [--after <username>]',
    about: `Everybody, or those of whose username or name a word begins with the query; 50 at a time.
"last seen" is when a device of theirs last contacted the server.`,
    options: after,
    parse: ([q, ...more], flags) =>
      more.length > 0 ? undefined : { task: 'list users', ...(q ? { q: nameOf(q) } : {}), ...textOf(flags.after) },
  },
  plan: {
    usage: 'plan <username> <free|pro>',
    about: `Gives somebody a plan, from this moment on. Who loses pro keeps all friends, and can have no new one
until they are fewer than free allows.`,
    options: {},
    parse: ([username, plan, ...more]) =>
      username && (plan === 'free' || plan === 'pro') && more.length === 0
        ? { task: 'change plan', username: nameOf(username), plan }
        : undefined,
  },
  sessions: {
    usage: 'sessions <username> [end <session id|all>]',
    about: `The devices somebody is signed in on. "end" signs one of them out, or all: their next request is refused
and their open tabs are cut off within two seconds.`,
    options: {},
    parse: ([username, end, which, ...more]) => {
      if (!username || more.length > 0) return undefined
      if (end === undefined) return { task: 'list sessions', username: nameOf(username) }
      return end === 'end' && which ? { task: 'end sessions', username: nameOf(username), which } : undefined
    },
  },
  'reset-link': {
    usage: 'reset-link <username>',
    about: `Prints a link with which somebody sets a new password, for one who has forgotten theirs. It is valid for an hour
and for one use, which signs out all of their devices. A new link ends the one before. Make sure that you give it to
the owner of the account: whoever opens it has the account.`,
    options: {},
    parse: ([username, ...more]) =>
      username && more.length === 0 ? { task: 'create reset link', username: nameOf(username) } : undefined,
  },
  reports: {
    usage: 'reports [--all] [--after <report id>] | reports resolve <report id>',
    about: `What people have reported, newest first, with the content at that time; 50 at a time. Resolved ones are left
out without --all. "resolve" marks one as dealt with; nobody is notified.`,
    options: { ...after, all: { type: 'boolean' } },
    parse: ([verb, id, ...more], flags) => {
      if (more.length > 0) return undefined
      if (verb === undefined) return { task: 'list reports', all: flags.all === true, ...textOf(flags.after) }
      return verb === 'resolve' && id ? { task: 'resolve report', id } : undefined
    },
  },
}

const COMMAND_PREFIX = 'npm run admin --'

const overview = `Administers this Kith, whether it is running or not.

${Object.values(COMMANDS)
  .map(({ usage }) => `  ${COMMAND_PREFIX} ${usage}`)
  .join('\n')}

  ${COMMAND_PREFIX} <command> --help shows more.`

const helpOf = ({ usage, about }: Command) => `${COMMAND_PREFIX} ${usage}\n\n${about}`

/** Parses the arguments of the command line; throws UsageError. */
export function readCall([name, ...rest]: readonly string[]): Call {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return { task: 'help', text: overview }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new UsageError(`"${name}" is not a command: see "${COMMAND_PREFIX} --help".`)
  const { values, positionals } = parseFlags(command, rest)
  if (values.help) return { task: 'help', text: helpOf(command) }
  const call = command.parse(positionals, values)
  if (!call) throw new UsageError(`use it as "${command.usage}", see "${COMMAND_PREFIX} ${name} --help".`)
  assertIds(call)
  return call
}

function parseFlags(command: Command, args: readonly string[]) {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // An unknown option, or one without its value.
    throw new UsageError(`${error.message.split('. ')[0]}: use it as "${command.usage}".`)
  }
}

/** Throws UsageError for a malformed id, for which the database would give an obscure error. */
function assertIds(call: Call) {
  const ids = [
    ...(call.task === 'resolve report' ? [call.id] : []),
    ...(call.task === 'end sessions' && call.which !== 'all' ? [call.which] : []),
    ...(call.task === 'list reports' && call.after !== undefined ? [call.after] : []),
  ]
  const wrong = ids.find((id) => !uuid.safeParse(id).success)
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is not an id: copy it whole from the list.`)
}
