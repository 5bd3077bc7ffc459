import 'server-only'
import { isAppError } from '@/lib/errors'
import * as host from '@/lib/operator/service'
import { type Call, readCall, UsageError } from './admin-call'
import { reportList, sessionTable, userTable } from './admin-output'
import { notifyRunningServer } from './running-kith'

/** The host's own commands; see `npm run admin -- --help`. */
export async function main(args: readonly string[]) {
  const told = notifyRunningServer()
  console.log(`\n${await perform(readCall(args))}`)
  await told()
}

/** The help, which needs no database. Throws UsageError for a call that makes no sense, before one is started. */
export function runAdminCall(args: readonly string[]): string | undefined {
  const call = readCall(args)
  return call.task === 'help' ? call.text : undefined
}

/** What to tell the host about an error that is theirs to mend. */
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
      return sessionTable(await host.listSessionsOfUser(call.username))
    case 'end sessions':
      return `${await host.endSessionsOf(call.username, call.which)} ended.`
    case 'list reports':
      return listReports(call)
    case 'resolve report':
      return (await host.resolveOpenReport(call.id)) ? 'Resolved.' : 'It was resolved before: nothing was changed.'
  }
}

type Asked<Task extends Call['task']> = Extract<Call, { task: Task }>

async function listUsers(call: Asked<'list users'>) {
  const { items, nextCursor } = await host.listUsers(call)
  return userTable(items) + andMore(`users${call.q === undefined ? '' : ` ${call.q}`}`, nextCursor)
}

async function changePlan({ username, plan }: Asked<'change plan'>) {
  const isNew = await host.changePlan(username, plan)
  return isNew ? `${username} has the plan ${plan} now.` : `${username} has the plan ${plan} already.`
}

async function listReports(call: Asked<'list reports'>) {
  const { items, nextCursor } = await host.listOpenReports(call)
  return reportList(items) + andMore(`reports${call.all ? ' --all' : ''}`, nextCursor)
}

const andMore = (command: string, nextCursor: string | null) =>
  nextCursor === null ? '' : `\n\nThere are more: npm run admin -- ${command} --after ${nextCursor}`
