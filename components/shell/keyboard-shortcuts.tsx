'use client'

import { useEffect, useState } from 'react'
import { isComposing } from '@/components/ui/input-method'
import { lazyDialog } from '@/components/ui/lazy-dialog'

const QuickSwitcher = lazyDialog(() => import('./quick-switcher').then((file) => file.QuickSwitcher))
const ShortcutHelp = lazyDialog(() => import('./shortcut-help').then((file) => file.ShortcutHelp))

/** Global keyboard shortcuts: the quick switcher and the list of shortcuts. */
export function KeyboardShortcuts() {
  const [open, setOpen] = useState<'go' | 'help'>()
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      const asked = shortcutOf(event)
      if (!asked) return
      event.preventDefault()
      setOpen(asked)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  const close = () => setOpen(undefined)
  return (
    <>
      <QuickSwitcher open={open === 'go'} onClose={close} />
      <ShortcutHelp open={open === 'help'} onClose={close} />
    </>
  )
}

/** Returns the shortcut of a key, unless it is typed into a field. */
function shortcutOf(event: KeyboardEvent): 'go' | 'help' | undefined {
  if (isComposing(event) || document.querySelector('dialog[open]')) return undefined
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k')
    return 'go'
  const isTyped = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')
  return event.key === '?' && !isTyped ? 'help' : undefined
}
