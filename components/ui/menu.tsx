'use client'

import { type RefObject, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from './button'
import type { IconName } from './icon'
import { MenuAbout, MenuChoiceRow, type MenuChoices, type MenuItem, MenuItemView } from './menu-items'
import { closeWhenMoved, focusableItems, moveInMenu } from './menu-keyboard'
import { positionMenu, visibleBox } from './menu-place'
import { MenuVeil, showVeil } from './menu-veil'
import { showPopover } from './popover'

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
        {about.length > 0 && <MenuAbout id={aboutId} lines={about} />}
        {choices && <MenuChoiceRow {...choices} onChoose={close} />}
        {items.map((item) => (
          <MenuItemView key={item.label} item={item} onChoose={close} />
        ))}
      </div>
    </>
  )
}
