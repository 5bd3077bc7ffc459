import { ProfileScreen } from '@/components/profile/profile-screen'
import { SameViewer } from '@/components/sync/same-viewer'
import { orNotFound, type PageProps, requireViewer } from '@/lib/http/page-viewer'
import { profileByUsername } from '@/lib/people/service-profile'

export default async function ProfilePage({ params, searchParams }: PageProps<'username'>) {
  const { username } = await params
  const viewer = await requireViewer(`/u/${username}`, searchParams)
  const profile = await orNotFound(profileByUsername(viewer, username))
  return (
    <SameViewer viewerId={viewer.id}>
      <ProfileScreen key={profile.id} profile={profile} />
    </SameViewer>
  )
}
