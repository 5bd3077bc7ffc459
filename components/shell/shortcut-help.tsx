'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** The list of keyboard shortcuts. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose(): void }) {
  const strings = useStrings()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={strings.shortcuts.title}
      actions={
        <Button variant="quiet" onClick={onClose}>
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
