'use client'

import { useStrings } from '@/components/strings/use-strings'
import { EmptyState } from '@/components/ui/empty-state'
import { ScreenHeader } from './screen-header'
import { ScreenTitle } from './screen-title'

/** Shown instead of what is not kept on the device while there is no connection. */
export function NeedsConnection() {
  const { frame } = useStrings()
  return (
    <EmptyState icon="offline" title={frame.needsConnection}>
      {frame.needsConnectionWhy}
    </EmptyState>
  )
}

/** A screen of its own for an address whose content is not kept on the device. */
export function NeedsConnectionScreen({ title }: { title: string }) {
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col overflow-y-auto">
      <ScreenTitle>{title}</ScreenTitle>
      <ScreenHeader title={title} />
      <NeedsConnection />
    </div>
  )
}
