import 'server-only'
import { postPicture } from '@/lib/accounts/endpoints-profile'
import { postDelivered, postMarkRead, postTyping } from '@/lib/conversations/endpoints'
import { nodeHandler } from '@/lib/http/node-adapter'
import { getHistory, postMessage } from '@/lib/messages/endpoints'
import { getOnlineFriends } from '@/lib/presence/endpoints'
import { postChannelAuth } from '@/lib/realtime/endpoints'
import { getSync } from '@/lib/sync/endpoints'

/**
 * The endpoints that carry the traffic, served ahead of Next at a tenth of its cost, and the one whose bodies are large:
 * here they are not read, nor held twice, before their time comes. False for every other request.
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
