import 'server-only'
import { postPicture } from '@/lib/accounts/endpoints-settings'
import { nodeHandler } from '@/lib/boundary/node'
import { getSync } from '@/lib/events/endpoints'
import { getHistory, postMarkRead, postMessage } from '@/lib/messages/endpoints'
import { postDelivered, postTyping } from '@/lib/messages/endpoints-more'
import { getOnlineFriends } from '@/lib/presence/endpoints'
import { postChannelAuth } from '@/lib/realtime/endpoints'

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
