'use client'

import Link from 'next/link'
import { useState } from 'react'
import { ScreenHeader } from '@/components/shell/screen-header'
import { iconButtonLook } from '@/components/ui/button-looks'
import { Icon } from '@/components/ui/icon'
import { SearchField } from '@/components/ui/search-field'
import { useSettled } from '@/components/ui/use-settled'
import { words } from '@/components/words'
import { Conversations } from './conversations'
import { FoundByWords } from './found-by-words'

export function ConversationList() {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed).trim()
  const [pane, setPane] = useState<HTMLElement | null>(null)
  return (
    <>
      <ScreenHeader
        title={words.messages.title}
        action={
          <Link
            href="/friends"
            aria-label={words.messages.compose}
            title={words.messages.compose}
            className={iconButtonLook('muted')}
          >
            <Icon name="compose" className="size-5" />
          </Link>
        }
      />
      <search className="px-4 pb-2">
        <SearchField label={words.messages.search} value={typed} onChange={setTyped} />
      </search>
      <div ref={setPane} className="flex min-h-0 grow flex-col overflow-y-auto pb-2 [overflow-anchor:none]">
        {q === '' ? <Conversations pane={pane} /> : <FoundByWords q={q} />}
      </div>
    </>
  )
}
