import type { ReactNode } from 'react'
import { AppProviders } from '@/components/app/app-providers'
import { Shell } from '@/components/shell/shell'
import { me } from '@/lib/accounts/service-me'
import { findViewer } from '@/lib/http/page-viewer'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer()
  if (!viewer) return children // The page redirects to sign-in itself, because it knows its path.
  return (
    <AppProviders me={await me(viewer)}>
      <Shell>{children}</Shell>
    </AppProviders>
  )
}
