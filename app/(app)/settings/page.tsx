import { YouScreen } from '@/components/accounts/you-screen'
import { viewerOrSignIn } from '@/lib/boundary/page'

export default async function SettingsPage() {
  await viewerOrSignIn('/settings')
  return <YouScreen />
}
