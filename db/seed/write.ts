import 'server-only'
import type { TransactionSql } from 'postgres'
import { searchTextOf } from '@/lib/folding'
import { drawPortrait } from './portraits'
import { insertRows } from './rows'
import type { Community, SeedMessage } from './types'

/** Runs `work` and reports its name and duration. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

const formatCount = (count: number) => count.toLocaleString('en')
const isoTime = (at: number) => new Date(at).toISOString()

/** Inserts the whole community; every user gets the password. Writes no events, because no client is connected yet. */
export async function writeCommunity(tx: TransactionSql, community: Community, passwordHash: string, step: Step) {
  await step(`${formatCount(community.people.length)} people written`, () => writePeople(tx, community, passwordHash))
  await step(`${formatCount(community.friendships.length)} friendships and requests written`, () =>
    writeFriendships(tx, community),
  )
  await step(`${formatCount(community.conversations.length)} conversations written`, () =>
    writeConversations(tx, community),
  )
  await writeMessages(tx, community, step)
  if (community.details) await step('replies, reactions and edits written', () => writeDetails(tx, community))
  if (community.notifications) await step('notifications written', () => writeNotifications(tx, community))
  if (community.people.some(({ pictureId }) => pictureId))
    await step('pictures drawn', () => writePictures(tx, community))
}

async function writePeople(tx: TransactionSql, { people, friendships }: Community, passwordHash: string) {
  const friendCounts = new Map<string, number>()
  for (const { lowId, highId, status } of friendships) {
    if (status === 'pending') continue
    for (const id of [lowId, highId]) friendCounts.set(id, (friendCounts.get(id) ?? 0) + 1)
  }
  await insertRows(
    tx,
    'users',
    {
      id: 'uuid',
      username: 'text',
      display_name: 'text',
      password_hash: 'text',
      plan: 'text',
      friend_count: 'int8',
      created_at: 'timestamptz',
      search_text: 'text',
      bio: 'text',
    },
    people.map((person) => [
      person.id,
      person.username,
      person.displayName,
      passwordHash,
      person.plan,
      friendCounts.get(person.id) ?? 0,
      isoTime(person.joinedAt),
      searchTextOf(person.username, person.displayName),
      person.bio ?? '',
    ]),
  )
  await insertRows(
    tx,
    'presence',
    { user_id: 'uuid', online: 'bool', occupied_at: 'timestamptz', last_seen_at: 'timestamptz' },
    people.flatMap(({ id, lastSeenAt }) =>
      lastSeenAt === undefined ? [] : [[id, false, isoTime(lastSeenAt), isoTime(lastSeenAt)]],
    ),
  )
  await insertRows(
    tx,
    'event_cursors',
    { user_id: 'uuid' },
    people.map(({ id }) => [id]),
  )
}

const writeFriendships = (tx: TransactionSql, { friendships }: Community) =>
  insertRows(
    tx,
    'friendships',
    {
      low_id: 'uuid',
      high_id: 'uuid',
      status: 'text',
      action_user_id: 'uuid',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
    },
    friendships.map(({ lowId, highId, status, actionUserId, askedAt, changedAt }) => [
      lowId,
      highId,
      status,
      actionUserId,
      isoTime(askedAt),
      isoTime(changedAt),
    ]),
  )

async function writeConversations(tx: TransactionSql, { conversations }: Community) {
  await insertRows(
    tx,
    'conversations',
    {
      id: 'uuid',
      last_seq: 'int8',
      last_message_at: 'timestamptz',
      open: 'bool',
      created_at: 'timestamptz',
    },
    conversations.map(({ id, lastSeq, lastMessageAt, open, createdAt }) => [
      id,
      lastSeq,
      isoTime(lastMessageAt),
      open,
      isoTime(createdAt),
    ]),
  )
  await insertRows(
    tx,
    'direct_conversations',
    { low_id: 'uuid', high_id: 'uuid', conversation_id: 'uuid' },
    conversations.map(({ id, lowId, highId }) => [lowId, highId, id]),
  )
  await insertRows(
    tx,
    'conversation_members',
    { conversation_id: 'uuid', user_id: 'uuid', last_read_seq: 'int8', delivered_seq: 'int8' },
    conversations.flatMap(({ id, lowId, highId, lowReadSeq, highReadSeq }) => [
      [id, lowId, lowReadSeq, lowReadSeq],
      [id, highId, highReadSeq, highReadSeq],
    ]),
  )
}

const BATCH_SIZE = 100_000 // Small enough to show progress.

async function writeMessages(tx: TransactionSql, { messages, messageCount }: Community, step: Step) {
  const source = messages[Symbol.iterator]()
  for (let written = 0; written < messageCount; written += BATCH_SIZE) {
    const upTo = Math.min(written + BATCH_SIZE, messageCount)
    const whole = upTo < messageCount ? ` of ${formatCount(messageCount)}` : ''
    await step(`${formatCount(upTo)}${whole} messages written`, () =>
      insertRows(
        tx,
        'messages',
        {
          id: 'uuid',
          conversation_id: 'uuid',
          seq: 'int8',
          sender_id: 'uuid',
          client_id: 'uuid',
          body: 'text',
          created_at: 'timestamptz',
        },
        rowsOf(source, upTo - written),
      ),
    )
  }
}

function* rowsOf(source: Iterator<SeedMessage>, count: number) {
  for (let taken = 0; taken < count; taken++) {
    const { done, value } = source.next()
    if (done) return
    yield [value.id, value.conversationId, value.seq, value.senderId, value.clientId, value.body, isoTime(value.at)]
  }
}

async function writeDetails(tx: TransactionSql, { details = [] }: Community) {
  for (const { conversationId, seq, replyToSeq, editedAt, retractedAt, modSeq } of details)
    await tx`
      update messages set reply_to_seq = ${replyToSeq ?? null}, mod_seq = ${modSeq},
        edited_at = ${editedAt === undefined ? null : isoTime(editedAt)},
        retracted_at = ${retractedAt === undefined ? null : isoTime(retractedAt)}
      where conversation_id = ${conversationId} and seq = ${seq}`
  await tx`
    update conversations c set mod_seq = changed.newest
    from (select conversation_id, max(mod_seq) as newest from messages group by 1) changed
    where changed.conversation_id = c.id and changed.newest > 0`
  await insertRows(
    tx,
    'reactions',
    { conversation_id: 'uuid', seq: 'int8', user_id: 'uuid', emoji: 'text', created_at: 'timestamptz' },
    details.flatMap(({ conversationId, seq, reactions }) =>
      reactions.map(({ userId, emoji, at }) => [conversationId, seq, userId, emoji, isoTime(at)]),
    ),
  )
}

async function writeNotifications(tx: TransactionSql, { notifications = [] }: Community) {
  const cursors = new Map<string, { lastSeq: number; readSeq: number }>()
  const rows = notifications.map(({ userId, id, kind, actorId, at, read }) => {
    const seq = (cursors.get(userId)?.lastSeq ?? 0) + 1
    cursors.set(userId, { lastSeq: seq, readSeq: read ? seq : (cursors.get(userId)?.readSeq ?? 0) })
    return [userId, seq, id, kind, actorId, isoTime(at)]
  })
  await insertRows(
    tx,
    'notifications',
    { user_id: 'uuid', seq: 'int8', id: 'uuid', kind: 'text', actor_id: 'uuid', created_at: 'timestamptz' },
    rows,
  )
  await insertRows(
    tx,
    'notification_cursors',
    { user_id: 'uuid', last_seq: 'int8', read_seq: 'int8' },
    [...cursors].map(([userId, { lastSeq, readSeq }]) => [userId, lastSeq, readSeq]),
  )
}

async function writePictures(tx: TransactionSql, { people }: Community) {
  for (const [index, person] of people.entries()) {
    if (person.pictureId === undefined) continue
    const bytes = await drawPortrait(person, index)
    await tx`insert into pictures (user_id, id, bytes) values (${person.id}, ${person.pictureId}, ${bytes})`
    await tx`update users set picture_id = ${person.pictureId} where id = ${person.id}`
  }
}
