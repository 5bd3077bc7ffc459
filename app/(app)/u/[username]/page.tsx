import { ProfileScreen } from '@/components/friends/profile-screen'
import { MadeFor } from '@/components/providers/made-for'
import { type Asked, orNotFound, viewerOrSignIn } from '@/lib/boundary/page'
import { profileByUsername } from '@/lib/friends/service-profile'

export default async function ProfilePage({ params, searchParams }: Asked<'username'>) {
  const { username } = await params
  const viewer = await viewerOrSignIn(`/u/${username}`, searchParams)
  const profile = await orNotFound(profileByUsername(viewer, username))
  return (
    <MadeFor viewerId={viewer.id}>
      <ProfileScreen key={profile.id} profile={profile} />
    </MadeFor>
  )
}
