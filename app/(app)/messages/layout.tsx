import type { ReactNode } from 'react'
import { conversationsQuery } from '@/components/conversation-data/conversation-queries'
import { ConversationsLayout } from '@/components/conversations/conversations-layout'
import { PageContent } from '@/components/sync/page-content'
import { firstPage } from '@/components/sync/paged-query'
import { listConversationsInput } from '@/lib/conversations/schema'
import { conversationsOf } from '@/lib/conversations/service-list'
import { queries } from '@/lib/events/apply-event'
import { findViewer } from '@/lib/http/page-viewer'
import { draftsOf } from '@/lib/messages/service-drafts'
import { pageState } from '@/lib/sync/page-state'

export default async function MessagesLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer()
  if (!viewer) return children
  const list = conversationsQuery()
  const state = await pageState(viewer, () =>
    Promise.all([
      conversationsOf(viewer, listConversationsInput.parse(list.query)).then((page) => firstPage(list, page)),
      draftsOf(viewer).then((data) => ({ key: queries.drafts.key(), data })),
    ]),
  )
  return (
    <PageContent state={state}>
      <ConversationsLayout>{children}</ConversationsLayout>
    </PageContent>
  )
}
