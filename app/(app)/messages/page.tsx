import { ConversationPane } from '@/components/messages/conversation-pane'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function MessagesPage() {
  await viewerOrSignIn('/messages')
  return <ConversationPane />
}
