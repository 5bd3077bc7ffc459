'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { type RefObject, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from './button'
import { Icon, type IconName } from './icon'
import { closeWhenMoved, focusableItems, moveInMenu } from './menu-keyboard'
import { positionMenu, visibleBox } from './menu-place'
import { MenuVeil, showVeil } from './menu-veil'
import { showPopover } from './popover'

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
interface MenuChoices {
  label: string
  choices: readonly { text: string; label: string; chosen: boolean; run(): void }[]
  /** Opens a dialog with more choices. */
  more: { label: string; run(): void }
}

interface Props {
  label: string
  icon?: IconName
  /** Lines at the top about what the menu belongs to; screen readers read them as its description. */
  about?: readonly string[]
  items: readonly MenuItem[]
  choices?: MenuChoices | undefined
  /**
   * Returns what the menu belongs to, by its button. On touch, where a finger has pressed it, it stays lit while a veil
   * covers the rest of the screen, and the menu is beside it.
   */
  litBy?: ((button: HTMLElement) => HTMLElement | null | undefined) | undefined
  className?: string
}

/**
 * A button with a menu. Arrow keys move in it; Escape or a click outside closes it and returns the focus to the button.
 */
export function Menu({ label, icon = 'more', about = [], items, choices, litBy, className }: Props) {
  const [open, setOpen] = useState(false)
  const [id, button, wasOpen] = [useId(), useRef<HTMLButtonElement>(null), useRef(false)]
  return (
    <>
      <IconButton
        ref={button}
        icon={icon}
        label={label}
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onPointerDown={() => {
          wasOpen.current = open // The pointerdown closes an open menu before the click event.
        }}
        onClick={() => {
          setOpen(!wasOpen.current)
          wasOpen.current = false
        }}
      />
      {open && (
        <OpenMenu
          id={id}
          label={label}
          about={about}
          items={items}
          choices={choices}
          litBy={litBy}
          button={button}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

interface OpenProps extends Pick<Props, 'label' | 'items' | 'choices' | 'litBy'> {
  about: readonly string[]
  id: string
  button: RefObject<HTMLButtonElement | null>
  onClose(): void
}

function OpenMenu({ id, label, button, litBy, onClose, ...offered }: OpenProps) {
  const menu = useRef<HTMLDivElement>(null)
  const veil = useRef<HTMLDivElement>(null)
  const aboutId = `${id}-about`
  const hide = useRef(() => {})
  // Items may change while it is open; then no other item may move under the pointer.
  const [{ about, items, choices }] = useState(offered)
  const closed = () => {
    // Not every browser focuses a clicked button, and then focus could not return to it.
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true })
    onClose()
  }
  const hiddenInPlace = useEffectEvent(closed)
  const lightUp = useEffectEvent((opener: HTMLElement) => {
    const lit = matchMedia('(pointer: coarse)').matches ? litBy?.(opener) : undefined
    if (!lit || !veil.current) return undefined
    showVeil(veil.current, lit)
    return visibleBox(lit)
  })
  useLayoutEffect(() => {
    const shown = menu.current
    if (!shown || !button.current) return
    const lit = lightUp(button.current) // Before the menu, which is above the veil.
    hide.current = showPopover(shown, () => hiddenInPlace())
    positionMenu(shown, button.current, lit)
    const [first] = focusableItems(shown)
    if (about.length > 0) first?.setAttribute('aria-describedby', aboutId) // Not every screen reader reads the menu's.
    first?.focus({ preventScroll: true })
    const listening = new AbortController()
    const stay = closeWhenMoved(button.current, () => hide.current())
    for (const moved of ['scroll', 'resize']) addEventListener(moved, stay, { capture: true, signal: listening.signal })
    return () => {
      listening.abort()
      hide.current()
    }
  }, [button, about, aboutId])
  const close = () => {
    button.current?.focus({ preventScroll: true }) // A dialog that the item opens returns the focus to here.
    hide.current()
  }
  return (
    <>
      {litBy && <MenuVeil ref={veil} />}
      <div
        ref={menu}
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        aria-describedby={about.length > 0 ? aboutId : undefined}
        popover="auto"
        onToggle={({ newState }) => newState === 'closed' && closed()}
        onKeyDown={(event) => {
          event.stopPropagation() // Lists around it handle arrow keys, screens Escape.
          if (event.key === 'Tab') close()
          else moveInMenu(event)
        }}
        className={`${choices ? 'w-66 pointer-coarse:w-80' : 'w-60'} pointer-events-auto fixed inset-auto m-0 max-h-[calc(100dvh-0.5rem)] max-w-[calc(100%-0.5rem)] animate-arrive flex-col overflow-y-auto overscroll-contain rounded-bubble border border-line bg-raised p-1 text-ink shadow-float open:flex`}
      >
        {about.length > 0 && <About id={aboutId} lines={about} />}
        {choices && <ChoiceRow {...choices} onChoose={close} />}
        {items.map((item) => (
          <Choice key={item.label} item={item} onChoose={close} />
        ))}
      </div>
    </>
  )
}

function About({ id, lines }: { id: string; lines: readonly string[] }) {
  return (
    <div id={id} className="mb-1 border-line border-b px-3 pt-1 pb-2 text-caption text-muted">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  )
}

function Choice({ item, onChoose }: { item: MenuItem; onChoose(): void }) {
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

function ChoiceRow({ label, choices, more, onChoose }: MenuChoices & { onChoose(): void }) {
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
