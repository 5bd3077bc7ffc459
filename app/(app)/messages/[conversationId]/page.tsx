import { ConversationPane } from '@/components/conversations/conversation-pane'
import { conversationOf } from '@/lib/conversations/service-list'
import { idInPath, orNotFound, type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function ConversationPage({ params, searchParams }: PageProps<'conversationId'>) {
  const { conversationId } = await params
  const viewer = await requireViewer(`/messages/${conversationId}`, searchParams)
  await orNotFound(conversationOf(viewer, idInPath(conversationId)))
  return <ConversationPane />
}
