import { beforeAll, test } from 'vitest'
import { listConversationsEndpoint } from '@/lib/conversations/endpoints'
import type { Endpoint } from '@/lib/http/endpoint'
import { historyEndpoint } from '@/lib/messages/endpoints'
import { searchMessagesEndpoint } from '@/lib/search/endpoints'
import { type ConversationUsers, insertConversationUsers } from '@/tests/support/conversation-steps'
import { setUpKith } from '@/tests/support/environment'
import { recordQueries } from '@/tests/support/query-plans'
import { type MeasuredRequest, reportCost } from './cost'

setUpKith({ limits: { searchPerMinute: 1e9 } })

let users: ConversationUsers
let plansOf: ReturnType<typeof recordQueries>['plansOf']

beforeAll(async () => {
  plansOf = recordQueries().plansOf
  users = await insertConversationUsers()
})

const history =
  (query: Record<string, string>) =>
  ({ talkative: viewer, longestConversationId: conversationId }: ConversationUsers): MeasuredRequest => ({
    viewer,
    params: { conversationId },
    query,
  })
const search =
  (who: 'talkative' | 'sociable', query: Record<string, string>) =>
  (users: ConversationUsers): MeasuredRequest => ({ viewer: users[who], query })

const calls: [string, Endpoint, (users: ConversationUsers) => MeasuredRequest][] = [
  ['history of 100,000 messages, the newest page', historyEndpoint, history({})],
  ['history of 100,000 messages, a page from the middle', historyEndpoint, history({ before: '50000' })],
  [
    'conversation list of 1,000, the first page',
    listConversationsEndpoint,
    ({ sociable: viewer }) => ({ viewer, query: {} }),
  ],
  [
    'conversation list of 1,000, by name',
    listConversationsEndpoint,
    ({ sociable: viewer }) => ({ viewer, query: { q: 'mar' } }),
  ],
  ['search in 1,000,000, 100,000 of them own: 2 letters', searchMessagesEndpoint, search('talkative', { q: 'th' })],
  ['search in 1,000,000, 100,000 own: a word', searchMessagesEndpoint, search('talkative', { q: 'tomorrow' })],
  ['search in 1,000,000, 100,000 own: two words', searchMessagesEndpoint, search('talkative', { q: 'train station' })],
  ['search in 1,000,000, 100,000 own: not there', searchMessagesEndpoint, search('talkative', { q: 'quetzalcoatl' })],
  [
    'search in 1,000,000, in 1,000 conversations: a word',
    searchMessagesEndpoint,
    search('sociable', { q: 'tomorrow' }),
  ],
]

test.each(calls)('the cost of %s is reported', (name, endpoint, requestOf) =>
  reportCost(name, endpoint, requestOf(users), plansOf),
)
