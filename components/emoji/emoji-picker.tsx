'use client'

import { type KeyboardEvent, useDeferredValue, useRef, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { isComposing } from '@/components/ui/input-method'
import { SearchField } from '@/components/ui/search-field'
import { useMediaQuery } from '@/components/ui/use-media-query'
import { EmojiGrids, type GridsHandle } from './emoji-grids'
import type { EmojiGroup } from './emoji-groups'
import type { EmojiSection } from './emoji-section'
import { GroupBar } from './group-bar'
import { recentEmoji } from './recent-emoji'
import { searchEmoji } from './search-emoji'

interface Props {
  groups: readonly EmojiGroup[]
  chosen: string | undefined
  onChoose(emoji: string): void
}

/** A search field above the grids of all emoji, the recently used ones first; or above those that were found. */
export function EmojiPicker({ groups, chosen, onChoose }: Props) {
  const { emoji: text } = useStrings()
  const [query, setQuery] = useState('')
  const isFine = useMediaQuery('(pointer: fine)') // Elsewhere the keyboard of the screen would cover the emoji.
  const grids = useRef<GridsHandle>(null)
  const { all, sections } = useSections(groups)
  const sought = useDeferredValue(query).trim()
  const found = sought === '' ? undefined : searchEmoji(all, sought)
  // The first groups fill the dialog; the others follow without delaying it.
  const shownSections = useDeferredValue(sections, sections.slice(0, 2))
  const results = found && [{ key: 'results', title: text.results, emoji: found }]
  const chooseFirst = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isComposing(event) || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const first = query.trim() === '' ? undefined : searchEmoji(all, query)[0]
    if (first) onChoose(first.text)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field chooses. No form: it may be in one. */}
      <div className="px-3 pb-2" onKeyDown={chooseFirst}>
        <SearchField
          label={text.search}
          value={query}
          onChange={setQuery}
          wanted={isFine}
          onLeave={() => grids.current?.focus()}
        />
      </div>
      <p role="status" className={found?.length === 0 ? 'px-3 py-2 text-muted' : 'sr-only'}>
        {found && (found.length === 0 ? text.none : text.found(found.length))}
      </p>
      <EmojiGrids
        key={found ? sought : ''}
        ref={grids}
        sections={results ?? shownSections}
        chosen={chosen}
        onChoose={onChoose}
        onLeave={(pane) => pane.parentElement?.querySelector('input')?.focus()}
      />
      {!found && <GroupBar sections={shownSections} onChoose={(key) => grids.current?.show(key)} />}
    </>
  )
}

/** All emoji, and the sections of the grids: the recently used ones of this user, then the groups. */
function useSections(groups: readonly EmojiGroup[]) {
  const { emoji: text } = useStrings()
  const { user } = useMe()
  const [recent] = useState(() => recentEmoji(user.id))
  const all = groups.flatMap(({ emoji }) => emoji)
  const byText = new Map(all.map((emoji) => [emoji.text, emoji]))
  const used = recent.map((emoji) => byText.get(emoji)).filter((emoji) => emoji !== undefined)
  const sections: EmojiSection[] = [
    { key: 'recent', title: text.recent, emoji: used },
    ...groups.map(({ name, emoji }) => ({ key: name, title: text.groups[name], emoji })),
  ]
  return { all, sections: sections.filter(({ emoji }) => emoji.length > 0) }
}
