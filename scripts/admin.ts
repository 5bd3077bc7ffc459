import 'server-only'
import { isAppError } from '@/lib/errors'
import * as operator from '@/lib/operator/service'
import { type Call, readCall, UsageError } from './admin-call'
import { reportList, sessionTable, userTable } from './admin-output'
import { publishThroughRunningServer } from './running-kith'

/** Runs a command of the operator; see `npm run admin -- --help`. */
export async function main(args: readonly string[]) {
  const published = publishThroughRunningServer()
  console.log(`\n${await perform(readCall(args))}`)
  await published()
}

/** Returns the help if the arguments ask for it. Throws UsageError for invalid arguments, before a database is started. */
export function helpFor(args: readonly string[]): string | undefined {
  const call = readCall(args)
  return call.task === 'help' ? call.text : undefined
}

/** Returns the message of an error that the operator can fix, or undefined for any other error. */
export const errorMessage = (error: unknown) =>
  error instanceof UsageError || isAppError(error) ? error.message : undefined

async function perform(call: Call): Promise<string> {
  switch (call.task) {
    case 'help':
      return call.text
    case 'list users':
      return listUsers(call)
    case 'change plan':
      return changePlan(call)
    case 'list sessions':
      return sessionTable(await operator.listSessionsOfUser(call.username))
    case 'end sessions':
      return `${await operator.endSessionsOf(call.username, call.which)} ended.`
    case 'create reset link':
      return createResetLink(call.username)
    case 'list reports':
      return listReports(call)
    case 'resolve report':
      return (await operator.resolveOpenReport(call.id)) ? 'Resolved.' : 'It was resolved before: nothing was changed.'
  }
}

type CallOf<Task extends Call['task']> = Extract<Call, { task: Task }>

async function listUsers(call: CallOf<'list users'>) {
  const { items, nextCursor } = await operator.listUsers(call)
  return userTable(items) + nextPageHint(`users${call.q === undefined ? '' : ` ${call.q}`}`, nextCursor)
}

async function changePlan({ username, plan }: CallOf<'change plan'>) {
  const isNew = await operator.changePlan(username, plan)
  return isNew ? `${username} has the plan ${plan} now.` : `${username} has the plan ${plan} already.`
}

const createResetLink = async (
  username: string,
) => `Give this link to ${username}. It sets a new password, once, within an hour, and signs out all devices:

  ${await operator.createResetLink(username)}`

async function listReports(call: CallOf<'list reports'>) {
  const { items, nextCursor } = await operator.listOpenReports(call)
  return reportList(items) + nextPageHint(`reports${call.all ? ' --all' : ''}`, nextCursor)
}

const nextPageHint = (command: string, nextCursor: string | null) =>
  nextCursor === null ? '' : `\n\nThere are more: npm run admin -- ${command} --after ${nextCursor}`
