import { BlockedPeople } from '@/components/settings/blocked-people'
import { blockedQuery } from '@/components/settings/blocked-query'
import { SettingsPage } from '@/components/settings/settings-page'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { PageContent } from '@/components/sync/page-content'
import { firstPage } from '@/components/sync/paged-query'
import { listFriendsInput } from '@/lib/friends/schema'
import { blockedBy } from '@/lib/friends/service-list'
import { type PageProps, requireViewer } from '@/lib/http/page-viewer'
import { pageState } from '@/lib/sync/page-state'

export default async function BlockedSettingsPage({ searchParams }: PageProps) {
  const strings = stringsFor(DEFAULT_LOCALE)
  const viewer = await requireViewer('/settings/blocked', searchParams)
  const state = await pageState(viewer, async () => [
    firstPage(blockedQuery, await blockedBy(viewer, listFriendsInput.parse(blockedQuery.query))),
  ])
  return (
    <SettingsPage title={strings.you.blocked.title}>
      <PageContent state={state}>
        <BlockedPeople />
      </PageContent>
    </SettingsPage>
  )
}
