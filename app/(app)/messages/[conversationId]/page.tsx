import { ConversationPane } from '@/components/messages/conversation-pane'
import { idInPath, orNotFound, viewerOrSignIn } from '@/lib/boundary/page'
import { conversationOf } from '@/lib/messages/service-list'

export default async function ConversationPage({ params }: { params: Promise<{ conversationId: string }> }) {
  const { conversationId } = await params
  const viewer = await viewerOrSignIn(`/messages/${conversationId}`)
  await orNotFound(conversationOf(viewer, idInPath(conversationId)))
  return <ConversationPane />
}
