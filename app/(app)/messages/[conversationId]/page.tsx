import { messageSeqFromQuery } from '@/components/conversation-data/paths'
import { ConversationPane } from '@/components/conversations/conversation-pane'
import { openingSeqOf } from '@/components/conversations/opening-seq'
import { aroundQuery, historyQuery, joinAround } from '@/components/message-data/message-queries'
import { PageContent } from '@/components/sync/page-content'
import { firstPage } from '@/components/sync/paged-query'
import type { Conversation } from '@/lib/conversations/schema'
import { conversationOf } from '@/lib/conversations/service-list'
import { queries } from '@/lib/events/apply-event'
import { idInPath, orNotFound, type PageProps, requireViewer } from '@/lib/http/page-viewer'
import { toQueryString } from '@/lib/http/sign-in-redirect'
import { historyInput } from '@/lib/messages/schema'
import { historyOf } from '@/lib/messages/service-history'
import { profileOf } from '@/lib/people/service-profile'
import type { Viewer } from '@/lib/session/viewer'
import { pageState } from '@/lib/sync/page-state'
import type { CachedQuery } from '@/lib/sync/schema'

export default async function ConversationPage({ params, searchParams }: PageProps<'conversationId'>) {
  const { conversationId } = await params
  const viewer = await requireViewer(`/messages/${conversationId}`, searchParams)
  const id = idInPath(conversationId)
  const at = messageSeqFromQuery(new URLSearchParams(toQueryString(await searchParams)))
  const state = await orNotFound(
    pageState(viewer, async () => {
      const conversation = await conversationOf(viewer, id)
      const shownAt = at ?? openingSeqOf(conversation)
      const history = await Promise.all([
        historyPage(viewer, { conversationId: id }).then((page) => firstPage(historyQuery(id), page)),
        ...(shownAt === undefined ? [] : [messagesAround(viewer, id, shownAt)]),
      ])
      const shown = { key: queries.conversation.key(id), data: conversation }
      return [shown, ...history, ...(await peerProfile(viewer, conversation))]
    }),
  )
  return (
    <PageContent state={state}>
      <ConversationPane />
    </PageContent>
  )
}

const historyPage = (viewer: Viewer, input: Record<string, string>) => historyOf(viewer, historyInput.parse(input))

async function messagesAround(viewer: Viewer, conversationId: string, at: number): Promise<CachedQuery> {
  const { key, older, newer } = aroundQuery(conversationId, at)
  const part = (query: Record<string, string>) => historyPage(viewer, { conversationId, ...query })
  return firstPage({ key }, joinAround(...(await Promise.all([part(older), part(newer)]))), { at })
}

/** The profile has the time at which a friend who is offline was last seen. */
async function peerProfile(viewer: Viewer, { peer, open }: Conversation): Promise<CachedQuery[]> {
  return open ? [{ key: queries.profile.key(peer.id), data: await profileOf(viewer, peer.id) }] : []
}
