import { beforeAll, test } from 'vitest'
import type { Endpoint } from '@/lib/boundary/endpoint'
import { getConversations, getHistory } from '@/lib/messages/endpoints'
import { getMessageSearch } from '@/lib/messages/endpoints-more'
import { prepareKith } from '@/lib/testing/kith'
import { listenIn } from '@/lib/testing/plans'
import { plantTalkers, type Talkers } from '@/lib/testing/talkers'
import { type Question, reportCost } from './cost'

prepareKith({ limits: { searchPerMinute: 1e9 } })

let talkers: Talkers
let plansOf: ReturnType<typeof listenIn>['plansOf']

beforeAll(async () => {
  plansOf = listenIn().plansOf
  talkers = await plantTalkers()
})

const history =
  (query: Record<string, string>) =>
  ({ talkative: viewer, longestTalk: conversationId }: Talkers): Question => ({
    viewer,
    params: { conversationId },
    query,
  })
const search =
  (who: 'talkative' | 'sociable', query: Record<string, string>) =>
  (talkers: Talkers): Question => ({ viewer: talkers[who], query })

const calls: [string, Endpoint, (talkers: Talkers) => Question][] = [
  ['history of 100,000 messages, the newest page', getHistory, history({})],
  ['history of 100,000 messages, a page from the middle', getHistory, history({ before: '50000' })],
  ['conversation list of 1,000, the first page', getConversations, ({ sociable: viewer }) => ({ viewer, query: {} })],
  [
    'conversation list of 1,000, by name',
    getConversations,
    ({ sociable: viewer }) => ({ viewer, query: { q: 'mar' } }),
  ],
  ['search in 1,000,000, 100,000 of them own: 2 letters', getMessageSearch, search('talkative', { q: 'th' })],
  ['search in 1,000,000, 100,000 own: a word', getMessageSearch, search('talkative', { q: 'tomorrow' })],
  ['search in 1,000,000, 100,000 own: two words', getMessageSearch, search('talkative', { q: 'train station' })],
  ['search in 1,000,000, 100,000 own: not there', getMessageSearch, search('talkative', { q: 'quetzalcoatl' })],
  ['search in 1,000,000, in 1,000 conversations: a word', getMessageSearch, search('sociable', { q: 'tomorrow' })],
]

test.each(calls)('%s', (what, endpoint, questionOf) => reportCost(what, endpoint, questionOf(talkers), plansOf))
