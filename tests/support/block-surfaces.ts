import 'server-only'
import type { BLOCK_SURFACES } from '@/lib/blocks/rules'
import { newId } from '@/lib/ids'
import { blockEventCases } from './block-event-cases'
import { type BlockSurfaceCase, inConversation, signedOut } from './block-surface'
import type { Answered } from './call-endpoint'
import { type RelationPair, usernameOf } from './relation-cases'

type SurfaceKey = (typeof BLOCK_SURFACES)[number]['key']

const toHost = ({ host }: RelationPair) => ({ params: { userId: host.id } })
const itemsOf = ({ body }: Answered): { id: string }[] => Object(body).items ?? []

/** Whether the host is in the list that was answered. */
const listed = (answered: Answered, { host }: RelationPair) => {
  if (answered.status !== 200) return answered.word
  return itemsOf(answered).some(({ id }) => id === host.id) ? 'listed' : 'left_out'
}

const asking: BlockSurfaceCase['gets'] = {
  ...signedOut,
  stranger: '201',
  pending: '409 request_already_sent',
  friend: '409 already_friends',
  'ex-friend': '201',
  mutual: '404 not_found',
}
/** Every surface of the table of what a block closes, tried by its endpoints. */
export const blockSurfaceCases: Record<SurfaceKey, BlockSurfaceCase> = {
  request: {
    ask: async ({ call }, meeting, viewer) =>
      (await call('POST /api/friends/request/:userId', toHost(meeting), viewer)).word,
    gets: asking,
  },
  greeting: {
    async ask({ call }, { host }, viewer) {
      const body = { userId: host.id, clientId: newId(), body: 'Hello' }
      return (await call('POST /api/messages/greeting', { body }, viewer)).word
    },
    gets: { ...asking, pending: '201' },
  },
  message: {
    async ask({ call }, { conversationId }, viewer) {
      const body = { conversationId, clientId: newId(), body: 'Hello' }
      return (await call('POST /api/messages/send', { body }, viewer)).word
    },
    gets: inConversation('201', '403 not_friends'),
  },
  profile: {
    async ask({ call }, meeting, viewer) {
      const { status, word, body } = await call('GET /api/users/:userId', toHost(meeting), viewer)
      if (status !== 200) return word
      const profile = Object(body)
      if (profile.relation !== 'blocked') return profile.relation
      return Object.keys(profile).sort().join() === 'displayName,id,relation,username' ? 'name_only' : 'more'
    },
    gets: {
      ...signedOut,
      stranger: 'none',
      pending: 'outgoing',
      friend: 'friends',
      'ex-friend': 'none',
      mutual: 'name_only',
    },
  },
  search: {
    async ask({ call }, meeting, viewer) {
      const query = `?q=${await usernameOf(meeting.host)}`
      return listed(await call('GET /api/users/search', { query }, viewer), meeting)
    },
    gets: {
      ...signedOut,
      stranger: 'listed',
      pending: 'listed',
      friend: 'listed',
      'ex-friend': 'listed',
      mutual: 'left_out',
    },
  },
  suggestions: {
    ask: async ({ call }, meeting, viewer) => listed(await call('GET /api/friends/suggestions', {}, viewer), meeting),
    gets: {
      ...signedOut,
      stranger: 'listed',
      pending: 'left_out',
      friend: 'left_out',
      'ex-friend': 'listed',
      mutual: 'left_out',
    },
  },
  mutual_friends: {
    ask: async ({ call }, meeting, viewer) =>
      listed(await call('GET /api/users/:userId/mutual', { params: { userId: meeting.common.id } }, viewer), meeting),
    gets: {
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
