import type { ReactNode } from 'react'
import { MessagesFrame } from '@/components/messages/messages-frame'
import { viewerIfAny } from '@/lib/boundary/page'

export default async function MessagesLayout({ children }: { children: ReactNode }) {
  return (await viewerIfAny()) ? <MessagesFrame>{children}</MessagesFrame> : children
}
