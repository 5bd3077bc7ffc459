'use client'

import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { type EmojiSection, Section } from './emoji-section'
import { cellAfterKey } from './grid-moves'
import { useColumns } from './use-columns'

export interface GridsHandle {
  /** Focuses the cell that Tab leads to. */
  focus(): void
  /** Scrolls to this section and focuses its first cell. */
  show(key: string): void
}

interface Props {
  ref: Ref<GridsHandle>
  sections: readonly EmojiSection[]
  chosen: string | undefined
  onChoose(emoji: string): void
  /** Called for ArrowUp in the first row, with the scrolled element. */
  onLeave(pane: HTMLElement): void
}

/** The emoji under headings, in grids that are one stop of Tab together: arrow keys move in them. */
export function EmojiGrids({ ref, sections, chosen, onChoose, onLeave }: Props) {
  const pane = useRef<HTMLDivElement>(null)
  const columns = useColumns(pane)
  const [active, setActive] = useState(0)
  const cellAt = (at: number) => pane.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)
  useImperativeHandle(ref, () => ({
    focus: () => cellAt(active)?.focus(),
    show(key) {
      const section = pane.current?.querySelector<HTMLElement>(`[data-section="${key}"]`)
      if (!section || !pane.current) return
      pane.current.scrollTop = section.offsetTop
      section.querySelector<HTMLElement>('[data-at]')?.focus({ preventScroll: true })
    },
  }))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = indexOfCell(event.target)
    if (at === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const next = cellAfterKey(event.key, at, { columns, counts: sections.map(({ emoji }) => emoji.length) })
    if (next === undefined) return
    event.preventDefault()
    if (next < 0) onLeave(event.currentTarget)
    else cellAt(next)?.focus()
  }
  const onClick = ({ target }: MouseEvent) => {
    const emoji = cellOf(target)?.textContent
    if (emoji) onChoose(emoji)
  }
  let start = 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it handles the events of its cells, which are buttons.
    <div
      ref={pane}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={({ target }: FocusEvent) => setActive(indexOfCell(target) ?? active)}
      style={{ '--columns': columns } as CSSProperties}
      className="relative min-h-0 grow overflow-y-auto overscroll-contain px-2 pb-2"
    >
      {columns > 0 &&
        sections.map(({ key, title, emoji }) => {
          const first = start
          start += emoji.length
          const isHere = active >= first && active < start
          return (
            <Section
              key={key}
              name={key}
              title={title}
              emoji={emoji}
              first={first}
              columns={columns}
              active={isHere ? active : -1}
              chosen={chosen}
            />
          )
        })}
    </div>
  )
}

const cellOf = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-at]') : undefined

function indexOfCell(target: EventTarget): number | undefined {
  const at = cellOf(target)?.dataset.at
  return at === undefined ? undefined : Number(at)
}
