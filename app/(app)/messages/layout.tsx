import type { ReactNode } from 'react'
import { ConversationsLayout } from '@/components/conversations/conversations-layout'
import { findViewer } from '@/lib/http/page-viewer'

export default async function MessagesLayout({ children }: { children: ReactNode }) {
  return (await findViewer()) ? <ConversationsLayout>{children}</ConversationsLayout> : children
}
