import type { ReactNode } from 'react'
import { SettingsFrame } from '@/components/accounts/settings-frame'
import { viewerIfAny } from '@/lib/boundary/page'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return (await viewerIfAny()) ? <SettingsFrame>{children}</SettingsFrame> : children
}
