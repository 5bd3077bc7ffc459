import { replaceBidiControls } from '@/lib/bidi-controls'
import type { OperatorReport, OperatorSession, OperatorUser } from '@/lib/operator/service'

/** Characters in users' text that could move the cursor of the operator's terminal or reverse its lines. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}]/gu

const printable = (text: string) => replaceBidiControls(text, '\uFFFD').replace(UNPRINTABLE, '\uFFFD')
const inOneLine = (text: string) => printable(text.replace(/\s+/g, ' '))

const minute = (at: Date | string) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** Formats rows in aligned columns; the last column has no fixed width. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return [head, ...rows].map((row) => line(row).trimEnd()).join('\n')
}

export function userTable(users: readonly OperatorUser[]): string {
  if (users.length === 0) return 'Nobody.'
  return table(
    ['id', 'username', 'plan', 'friends', 'created (UTC)', 'last seen (UTC)', 'name'],
    users.map(({ id, username, plan, friendCount, createdAt, online, lastSeenAt, displayName }) => [
      id,
      username,
      plan,
      String(friendCount),
      minute(createdAt),
      online ? 'online' : lastSeenAt ? minute(lastSeenAt) : '-',
      inOneLine(displayName),
    ]),
  )
}

export function sessionTable(sessions: readonly OperatorSession[]): string {
  if (sessions.length === 0) return 'No sessions.'
  return table(
    ['id', 'signed in (UTC)', 'last used (UTC)', 'address', 'device'],
    sessions.map(({ id, createdAt, lastUsedAt, address, userAgent }) => [
      id,
      minute(createdAt),
      minute(lastUsedAt),
      inOneLine(address) || '-',
      inOneLine(userAgent) || '-',
    ]),
  )
}

export const reportList = (reports: readonly OperatorReport[]): string =>
  reports.length === 0 ? 'No reports.' : reports.map(reportText).join('\n\n')

function reportText({ id, reason, note, createdAt, resolvedAt, reporter, reported, snapshot }: OperatorReport): string {
  const { person, message, before = [] } = snapshot
  const state = resolvedAt ? `resolved ${minute(resolvedAt)} UTC` : 'open'
  const messages = [...before, ...(message ? [{ by: 'reported' as const, ...message }] : [])]
  const usernames = { reporter, reported }
  return [
    `${id}  ${reason}  ${state}`,
    `  ${minute(createdAt)} UTC, by @${reporter} of @${reported}`,
    ...field('note', note),
    ...field('username then', person.username),
    ...field('name then', person.displayName),
    ...field('bio then', person.bio),
    ...field('picture then', person.pictureId ?? ''),
    ...field('conversation', message?.conversationId ?? ''),
    ...messages.flatMap(({ by, seq, createdAt: at, body }) => [
      `  ${seq === message?.seq ? '>' : ' '} ${seq}  ${minute(at)}  @${usernames[by]}`,
      ...indented(body || '(nothing)'),
    ]),
  ].join('\n')
}

/** Formats a labelled value, with further lines below the first; no lines for an empty value. */
function field(label: string, value: string): string[] {
  if (value === '') return []
  const [first = '', ...more] = value.split('\n')
  return [`  ${label}: ${printable(first)}`, ...indented(more.join('\n'))]
}

const indented = (text: string): string[] =>
  text === '' ? [] : text.split('\n').map((line) => `      ${printable(line)}`)
