import 'server-only'
import { postPicture } from '@/lib/accounts/endpoints-profile'
import { postDelivered, postMarkRead, postTyping } from '@/lib/conversations/endpoints'
import { nodeHandler } from '@/lib/http/node-adapter'
import { getHistory, postMessage } from '@/lib/messages/endpoints'
import { getOnlineFriends } from '@/lib/presence/endpoints'
import { postChannelAuth } from '@/lib/realtime/endpoints'
import { getSync } from '@/lib/sync/endpoints'

/**
 * Creates the handler for the most frequent endpoints, which it serves without Next at a tenth of the cost, and for the
 * endpoint with large bodies: here a body is neither read before its turn nor held in memory twice. The handler returns
 * false for every other request.
 */
export const createHotRoutes = () =>
  nodeHandler([
    postMessage,
    postMarkRead,
    postDelivered,
    postTyping,
    getHistory,
    getSync,
    getOnlineFriends,
    postChannelAuth,
    postPicture,
  ])
