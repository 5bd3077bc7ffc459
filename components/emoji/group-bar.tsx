'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Icon } from '@/components/ui/icon'
import type { EmojiSection } from './emoji-section'

interface Props {
  sections: readonly EmojiSection[]
  onChoose(key: string): void
}

/** Buttons that scroll to a group, each with its first emoji. */
export function GroupBar({ sections, onChoose }: Props) {
  const { emoji: text } = useStrings()
  return (
    <nav aria-label={text.groupList} className="flex shrink-0 overflow-x-auto border-line border-t px-1">
      {sections.map(({ key, title, emoji }) => (
        <button
          key={key}
          type="button"
          aria-label={title}
          title={title}
          onClick={() => onChoose(key)}
          className="flex h-target min-w-8 grow items-center justify-center rounded-control border border-transparent text-large text-muted hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-w-target"
        >
          {key === 'recent' ? <Icon name="clock" className="size-5" /> : emoji[0]?.text}
        </button>
      ))}
    </nav>
  )
}
