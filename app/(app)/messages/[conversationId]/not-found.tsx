import { ConversationPane } from '@/components/conversations/conversation-pane'

/** The pane follows the address by itself, so it also leaves this state when another conversation is chosen. */
export default function ConversationNotFound() {
  return <ConversationPane />
}
