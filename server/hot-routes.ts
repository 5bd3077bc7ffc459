import 'server-only'
import { changePictureEndpoint } from '@/lib/accounts/endpoints-profile'
import { markDeliveredEndpoint, markReadEndpoint, typingEndpoint } from '@/lib/conversations/endpoints'
import { nodeHandler } from '@/lib/http/node-adapter'
import { historyEndpoint, sendMessageEndpoint } from '@/lib/messages/endpoints'
import { onlineFriendsEndpoint } from '@/lib/presence/endpoints'
import { authorizeChannelEndpoint } from '@/lib/realtime/endpoints'
import { syncEndpoint } from '@/lib/sync/endpoints'

/**
 * Creates the handler for the most frequent endpoints, which it serves without Next at a tenth of the cost, and for the
 * endpoint with large bodies: here a body is neither read before its turn nor held in memory twice. The handler returns
 * false for every other request.
 */
export const createHotRoutes = () =>
  nodeHandler([
    sendMessageEndpoint,
    markReadEndpoint,
    markDeliveredEndpoint,
    typingEndpoint,
    historyEndpoint,
    syncEndpoint,
    onlineFriendsEndpoint,
    authorizeChannelEndpoint,
    changePictureEndpoint,
  ])
