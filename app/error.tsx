'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { words } from '@/components/words'

export default function Broken({ retry }: { retry: () => void }) {
  return (
    <main role="alert" className="flex h-dvh">
      <title>{words.general.title(words.general.brokenTitle, 0)}</title>
      <EmptyState
        icon="alert"
        title={words.general.brokenTitle}
        action={<Button onClick={retry}>{words.general.retry}</Button>}
      >
        {words.general.broken}
      </EmptyState>
    </main>
  )
}
