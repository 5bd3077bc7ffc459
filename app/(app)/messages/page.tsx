import { ConversationPane } from '@/components/conversations/conversation-pane'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'

export default async function MessagesPage({ searchParams }: PageProps) {
  await requireViewer('/messages', searchParams)
  return <ConversationPane />
}
