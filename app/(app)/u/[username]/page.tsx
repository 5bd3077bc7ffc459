import { ProfileScreen } from '@/components/profile/profile-screen'
import { PageContent } from '@/components/sync/page-content'
import { queries } from '@/lib/events/apply-event'
import { orNotFound, type PageProps, requireViewer } from '@/lib/http/page-viewer'
import { profileByUsername } from '@/lib/people/service-profile'
import { pageState } from '@/lib/sync/page-state'

export default async function ProfilePage({ params, searchParams }: PageProps<'username'>) {
  const { username } = await params
  const viewer = await requireViewer(`/u/${username}`, searchParams)
  const state = await orNotFound(
    pageState(viewer, async () => {
      const profile = await profileByUsername(viewer, username)
      return [{ key: queries.profile.key(profile.id), data: profile }] as const
    }),
  )
  const [{ data: profile }] = state.queries
  return (
    <PageContent state={state}>
      <ProfileScreen key={profile.id} profile={profile} />
    </PageContent>
  )
}
