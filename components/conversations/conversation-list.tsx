'use client'

import { useState } from 'react'
import { ScreenHeader } from '@/components/screen/screen-header'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { SearchField } from '@/components/ui/search-field'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import { ConversationsSidebar } from './conversations-sidebar'
import { SearchResults } from './search-results'

export function ConversationList({ onCompose }: { onCompose(): void }) {
  const strings = useStrings()
  const [typed, setTyped] = useState('')
  const q = useDebouncedValue(typed).trim()
  const [pane, setPane] = useState<HTMLElement | null>(null)
  return (
    <>
      <ScreenHeader
        title={strings.messages.title}
        action={<IconButton icon="compose" label={strings.messages.compose} onClick={onCompose} />}
      />
      <search className="px-4 pb-2">
        <SearchField
          label={strings.messages.search}
          value={typed}
          onChange={setTyped}
          onLeave={() => pane?.querySelector<HTMLElement>('[data-row]')?.focus()}
        />
      </search>
      <div ref={setPane} className="flex min-h-0 grow flex-col overflow-y-auto pb-2 [overflow-anchor:none]">
        {q === '' ? <ConversationsSidebar pane={pane} /> : <SearchResults q={q} />}
      </div>
    </>
  )
}
