import { ConversationPane } from '@/components/conversations/conversation-pane'

/** The pane follows the address, so that it leaves this state when another conversation is opened. */
export default function ConversationNotFound() {
  return <ConversationPane />
}
