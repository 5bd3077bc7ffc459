'use client'

import { useEffect, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { isComposing } from '@/components/ui/input-method'
import { QuickSwitcher } from './quick-switcher'

/** Global keyboard shortcuts: the quick switcher and the list of shortcuts. */
export function KeyboardShortcuts() {
  const strings = useStrings()
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
  if (open === 'go') return <QuickSwitcher onClose={close} />
  return (
    <Dialog
      open={open === 'help'}
      onClose={close}
      title={strings.shortcuts.title}
      actions={
        <Button variant="quiet" onClick={close}>
          {strings.shortcuts.close}
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        {strings.shortcuts.keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-joint bg-sunken px-2 py-1 font-mono text-small">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
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
