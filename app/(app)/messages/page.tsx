import { ConversationPane } from '@/components/messages/conversation-pane'
import { type Asked, viewerOrSignIn } from '@/lib/boundary/page'

export default async function MessagesPage({ searchParams }: Asked) {
  await viewerOrSignIn('/messages', searchParams)
  return <ConversationPane />
}
