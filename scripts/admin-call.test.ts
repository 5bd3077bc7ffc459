import { expect, test } from 'vitest'
import { type Call, readCall, UsageError } from './admin-call'

const ID = '01a1ffdb-d075-70c6-8a5a-436978707eed'

const validCalls: [string, Call][] = [
  ['users', { task: 'list users' }],
  ['users @Mira --after lea', { task: 'list users', q: 'mira', after: 'lea' }],
  ['plan @Mira pro', { task: 'change plan', username: 'mira', plan: 'pro' }],
  ['sessions mira', { task: 'list sessions', username: 'mira' }],
  ['sessions mira end all', { task: 'end sessions', username: 'mira', which: 'all' }],
  [`sessions mira end ${ID}`, { task: 'end sessions', username: 'mira', which: ID }],
  ['reset-link @Mira', { task: 'create reset link', username: 'mira' }],
  ['reports', { task: 'list reports', all: false }],
  [`reports --all --after ${ID}`, { task: 'list reports', all: true, after: ID }],
  [`reports resolve ${ID}`, { task: 'resolve report', id: ID }],
]

test.each(validCalls)('the command line "%s" is parsed', (line, call) => {
  expect(readCall(line.split(' '))).toEqual(call)
})

test.each([[[]], [['help']], [['--help']], [['-h']]])('the arguments %j give the help of all commands', (args) => {
  const call = readCall(args)
  for (const name of ['users', 'plan', 'sessions', 'reset-link', 'reports'])
    expect(call).toMatchObject({ text: expect.stringContaining(`-- ${name} `) })
})

test.each(['users', 'plan', 'sessions', 'reset-link', 'reports'])(
  '%s --help gives the help of the command after any arguments',
  (name) => {
    const text = expect.stringContaining(`-- ${name} `)
    expect(readCall([name, '--help'])).toEqual({ task: 'help', text })
    expect(readCall([name, 'x', 'y', 'z', '-h'])).toEqual({ task: 'help', text })
  },
)

test.each([
  ['people', '"people" is not a command'],
  ['toString', '"toString" is not a command'],
  ['users a b', 'use it as "users [query]'],
  ['users --page 2', "Unknown option '--page'"],
  ['users --after', 'argument missing'],
  ['plan anna', 'use it as "plan <username> <free|pro>"'],
  ['plan anna gold', 'use it as "plan <username> <free|pro>"'],
  ['plan anna pro now', 'use it as "plan <username> <free|pro>"'],
  ['sessions', 'use it as "sessions <username>'],
  ['sessions anna end', 'use it as "sessions <username>'],
  ['sessions anna end 7', '"7" is not an id'],
  ['reset-link', 'use it as "reset-link <username>"'],
  ['reset-link anna bela', 'use it as "reset-link <username>"'],
  ['reports close', 'use it as "reports'],
  ['reports resolve 7', '"7" is not an id'],
  ['reports --after 7', '"7" is not an id'],
])('the command line "%s" is refused with one sentence', (line, part) => {
  const call = () => readCall(line.split(' '))
  expect(call).toThrow(UsageError)
  expect(call).toThrow(part)
})
