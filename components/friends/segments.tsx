'use client'

import { useSearchParams } from 'next/navigation'
import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'

const SEGMENTS = ['friends', 'requests', 'sent'] as const
export type Segment = (typeof SEGMENTS)[number]

/** Returns the part of the screen that a phone shows, from the address, so that a link can name it. */
export function useSegment(): Segment {
  const named = useSearchParams().get('show')
  return SEGMENTS.find((segment) => segment === named) ?? 'friends'
}

/** The choice of the part that a phone shows; a wide screen shows all of them. */
export function Segments({ current }: { current: Segment }) {
  const strings = useStrings()
  const { counts } = useMe()
  const declining = useHiddenPeople('decline').size
  const waiting = Math.max(0, counts.requests - declining)
  const labels = { friends: strings.friends.title, requests: strings.friends.incoming, sent: strings.friends.outgoing }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div role="group" aria-label={strings.friends.show} className="flex gap-1 px-3 pb-1 md:hidden">
      {SEGMENTS.map((segment) => (
        <button
          key={segment}
          type="button"
          aria-pressed={segment === current}
          onClick={() => history.replaceState(null, '', segment === 'friends' ? location.pathname : `?show=${segment}`)}
          className="flex min-h-target grow items-center justify-center gap-1.5 rounded-control border border-transparent px-2 text-muted transition-colors active:bg-pressed aria-pressed:border-line aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {labels[segment]}
          {segment === 'requests' && waiting > 0 && <span className="tabular-nums">{waiting}</span>}
        </button>
      ))}
    </div>
  )
}
