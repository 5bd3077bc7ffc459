import 'server-only'
import type { BLOCK_SURFACES } from '@/lib/blocks/rules'
import { newId } from '@/lib/ids'
import { blockEventCases } from './block-event-cases'
import { type BlockSurfaceCase, inConversation, signedOut } from './block-surface'
import type { Answered } from './call-endpoint'
import { usernameOf } from './environment'
import type { RelationPair } from './relation-cases'

type SurfaceKey = (typeof BLOCK_SURFACES)[number]['key']

const toPerson = ({ person }: RelationPair) => ({ params: { userId: person.id } })
const itemsOf = ({ body }: Answered): { id: string }[] => Object(body).items ?? []

/** Returns whether the person is in the returned list. */
const listed = (answered: Answered, { person }: RelationPair) => {
  if (answered.status !== 200) return answered.word
  return itemsOf(answered).some(({ id }) => id === person.id) ? 'listed' : 'left_out'
}

const requestResults: BlockSurfaceCase['expected'] = {
  ...signedOut,
  stranger: '201',
  pending: '409 request_already_sent',
  friend: '409 already_friends',
  'ex-friend': '201',
  mutual: '404 not_found',
}

/** A case for every surface that a block closes (BLOCK_SURFACES), tested through its endpoints. */
export const blockSurfaceCases: Record<SurfaceKey, BlockSurfaceCase> = {
  request: {
    attempt: async ({ call }, pair, viewer) =>
      (await call('POST /api/friends/request/:userId', toPerson(pair), viewer)).word,
    expected: requestResults,
  },
  greeting: {
    async attempt({ call }, { person }, viewer) {
      const body = { userId: person.id, clientId: newId(), body: 'Hello' }
      return (await call('POST /api/messages/greeting', { body }, viewer)).word
    },
    expected: { ...requestResults, pending: '201' },
  },
  message: {
    async attempt({ call }, { conversationId }, viewer) {
      const body = { conversationId, clientId: newId(), body: 'Hello' }
      return (await call('POST /api/messages/send', { body }, viewer)).word
    },
    expected: inConversation('201', '403 not_friends'),
  },
  profile: {
    async attempt({ call }, pair, viewer) {
      const { status, word, body } = await call('GET /api/users/:userId', toPerson(pair), viewer)
      if (status !== 200) return word
      const profile = Object(body)
      if (profile.relation !== 'blocked') return profile.relation
      return Object.keys(profile).sort().join() === 'displayName,id,relation,username' ? 'name_only' : 'more'
    },
    expected: {
      ...signedOut,
      stranger: 'none',
      pending: 'outgoing',
      friend: 'friends',
      'ex-friend': 'none',
      mutual: 'name_only',
    },
  },
  search: {
    async attempt({ call }, pair, viewer) {
      const query = `?q=${await usernameOf(pair.person)}`
      return listed(await call('GET /api/users/search', { query }, viewer), pair)
    },
    expected: {
      ...signedOut,
      stranger: 'listed',
      pending: 'listed',
      friend: 'listed',
      'ex-friend': 'listed',
      mutual: 'left_out',
    },
  },
  suggestions: {
    attempt: async ({ call }, pair, viewer) => listed(await call('GET /api/friends/suggestions', {}, viewer), pair),
    expected: {
      ...signedOut,
      stranger: 'listed',
      pending: 'left_out',
      friend: 'left_out',
      'ex-friend': 'listed',
      mutual: 'left_out',
    },
  },
  mutual_friends: {
    attempt: async ({ call }, pair, viewer) =>
      listed(await call('GET /api/users/:userId/mutual', { params: { userId: pair.common.id } }, viewer), pair),
    expected: {
      ...signedOut,
      stranger: 'left_out',
      pending: 'left_out',
      friend: 'listed',
      'ex-friend': 'left_out',
      mutual: 'left_out',
    },
  },
  ...blockEventCases,
}
