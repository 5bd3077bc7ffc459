import type { ReactNode } from 'react'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { findViewer } from '@/lib/http/page-viewer'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return (await findViewer()) ? <SettingsFrame>{children}</SettingsFrame> : children
}
