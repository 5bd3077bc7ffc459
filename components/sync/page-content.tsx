'use client'

import { type ReactNode, useMemo } from 'react'
import type { PageState } from '@/lib/sync/schema'
import { SameViewer } from './same-viewer'
import { useSyncServices } from './sync-context'
import { useMe } from './use-me'

/** Shows content that the server rendered, with the state that came with it in the query cache. */
export function PageContent({ state, children }: { state: PageState; children: ReactNode }) {
  'use no memo' // The compiler would leave out the adoption, because nothing uses its result.
  const { user } = useMe()
  const { adopt } = useSyncServices()
  const isForViewer = state.viewerId === user.id
  // Before the content is rendered, which reads the cache. Adopting a state again does nothing.
  useMemo(() => isForViewer && adopt(state), [isForViewer, adopt, state])
  return <SameViewer viewerId={state.viewerId}>{children}</SameViewer>
}
