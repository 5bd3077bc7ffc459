import { ConversationPane } from '@/components/messages/conversation-pane'
import { type Asked, idInPath, orNotFound, viewerOrSignIn } from '@/lib/boundary/page'
import { conversationOf } from '@/lib/messages/service-list'

export default async function ConversationPage({ params, searchParams }: Asked<'conversationId'>) {
  const { conversationId } = await params
  const viewer = await viewerOrSignIn(`/messages/${conversationId}`, searchParams)
  await orNotFound(conversationOf(viewer, idInPath(conversationId)))
  return <ConversationPane />
}
