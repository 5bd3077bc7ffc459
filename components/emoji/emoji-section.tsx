'use client'

import { type CSSProperties, useId } from 'react'
import type { Emoji } from './emoji-groups'

export interface EmojiSection {
  key: string
  title: string
  emoji: readonly Emoji[]
}

interface SectionProps extends Omit<EmojiSection, 'key'> {
  name: string
  /** Index of its first cell. */
  first: number
  columns: number
  active: number
  chosen: string | undefined
}

/**
 * A heading and its grid, of rows in the document, so that screen readers tell the place of an emoji. A grid beside the
 * scrolled part is not laid out; its size is known.
 */
export function Section({ name, title, emoji, first, columns, active, chosen }: SectionProps) {
  const id = useId()
  const rows = Array.from({ length: Math.ceil(emoji.length / columns) }, (_, row) => row * columns)
  return (
    <section data-section={name}>
      <h3 id={id} className="sticky top-0 z-1 bg-raised px-1 py-1 font-medium text-muted text-small">
        {title}
      </h3>
      {/* biome-ignore lint/a11y/useSemanticElements: a table has as many cells in every row. */}
      <div
        role="grid"
        aria-labelledby={id}
        style={{ '--rows': rows.length } as CSSProperties}
        className="[contain-intrinsic-block-size:calc(var(--rows)*var(--spacing-control))] [content-visibility:auto] pointer-coarse:[contain-intrinsic-block-size:calc(var(--rows)*var(--spacing-target))]"
      >
        {rows.map((start) => (
          <Row
            key={start}
            emoji={emoji.slice(start, start + columns)}
            first={first + start}
            active={active}
            chosen={chosen}
          />
        ))}
      </div>
    </section>
  )
}

function Row({ emoji, first, active, chosen }: Omit<SectionProps, 'name' | 'title' | 'columns'>) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus.
    // biome-ignore lint/a11y/useSemanticElements: a table has as many cells in every row.
    <div role="row" className="grid grid-cols-[repeat(var(--columns),minmax(0,1fr))]">
      {emoji.map(({ text, name }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a button has the keys and the click of a cell.
        <button
          key={text}
          type="button"
          role="gridcell"
          data-at={first + index}
          aria-label={name}
          aria-selected={text === chosen}
          title={name}
          tabIndex={first + index === active ? 0 : -1}
          className="flex h-control scroll-mt-8 items-center justify-center rounded-control border border-transparent text-title hover:bg-hover focus-visible:-outline-offset-2 aria-selected:border-accent-ink aria-selected:bg-accent-soft pointer-coarse:h-target"
        >
          {text}
        </button>
      ))}
    </div>
  )
}
