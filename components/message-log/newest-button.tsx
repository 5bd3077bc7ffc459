'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Icon } from '@/components/ui/icon'

/** Button that scrolls to the newest message, with the number of new messages below. */
export function NewestButton({ shown, count, onPress }: { shown: boolean; count: number; onPress(): void }) {
  const strings = useStrings()
  if (!shown) return null
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 mx-auto flex w-full max-w-thread justify-end px-4">
      <button
        type="button"
        onClick={onPress}
        aria-label={count > 0 ? strings.messages.newBelow(count) : strings.messages.toNewest}
        className="pointer-events-auto flex h-control min-w-control animate-arrive items-center justify-center gap-1 rounded-full border border-line bg-raised px-2 font-medium text-small shadow-float hover:bg-sunken pointer-coarse:h-target pointer-coarse:min-w-target"
      >
        {count > 0 && <span className="ps-1">{strings.messages.newBelow(count)}</span>}
        <Icon name="down" className="size-5" />
      </button>
    </div>
  )
}
