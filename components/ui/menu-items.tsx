'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { Icon, type IconName } from './icon'

interface Item {
  label: string
  /** Explains the item when the label is not enough. */
  note?: string
  icon: IconName
  tone?: 'danger'
}

/** An item that runs a function or opens a path. */
export type MenuItem = (Item & { run(): void }) | (Item & { href: Route })

/** A row of choices above the items, of which one may be selected. */
export interface MenuChoices {
  label: string
  choices: readonly { text: string; label: string; chosen: boolean; run(): void }[]
  /** Opens a dialog with more choices. */
  more: { label: string; run(): void }
}

/** The lines at the top of a menu about what it belongs to. */
export function MenuAbout({ id, lines }: { id: string; lines: readonly string[] }) {
  return (
    <div id={id} className="mb-1 border-line border-b px-3 pt-1 pb-2 text-caption text-muted">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  )
}

/** An item of a menu: a button or a link. */
export function MenuItemView({ item, onChoose }: { item: MenuItem; onChoose(): void }) {
  const { label, note, icon, tone } = item
  const itemClass = `flex min-h-control w-full items-center gap-3 rounded-control px-3 py-2 text-start hover:bg-hover focus-visible:bg-hover pointer-coarse:min-h-target ${tone ? 'text-danger' : ''}`
  const content = (
    <>
      <Icon name={icon} className="size-5" />
      <span className="clip-ink min-w-0 grow">
        {label}
        {note && <span className="clip-ink block text-muted text-small">{note}</span>}
      </span>
    </>
  )
  if ('href' in item)
    return (
      <Link href={item.href} prefetch={false} role="menuitem" tabIndex={-1} className={itemClass} onClick={onChoose}>
        {content}
      </Link>
    )
  const choose = () => {
    onChoose()
    item.run()
  }
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={itemClass} onClick={choose}>
      {content}
    </button>
  )
}

const CHOICE =
  'flex h-control items-center justify-center rounded-control border border-transparent hover:bg-hover pointer-coarse:h-target'

/** The row of choices of a menu, and the button for more of them. */
export function MenuChoiceRow({ label, choices, more, onChoose }: MenuChoices & { onChoose(): void }) {
  const close = (run: () => void) => () => {
    onChoose()
    run()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is not allowed in a menu.
    <div
      role="group"
      aria-label={label}
      className="mb-1 grid auto-cols-fr grid-flow-col border-line border-b pb-1 only:mb-0 only:border-b-0 only:pb-0"
    >
      {choices.map(({ text, label: name, chosen, run }) => (
        <button
          key={text}
          type="button"
          role="menuitemradio"
          aria-checked={chosen}
          aria-label={name}
          title={name}
          tabIndex={-1}
          onClick={close(run)}
          className={`${CHOICE} text-large aria-checked:border-accent-ink aria-checked:bg-accent-soft`}
        >
          {text}
        </button>
      ))}
      <button
        type="button"
        role="menuitem"
        data-in-row
        aria-haspopup="dialog"
        aria-label={more.label}
        title={more.label}
        tabIndex={-1}
        onClick={close(more.run)}
        className={`${CHOICE} text-muted hover:text-ink`}
      >
        <Icon name="plus" className="size-5" />
      </button>
    </div>
  )
}
