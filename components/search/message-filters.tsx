'use client'

import { type ComponentProps, useId } from 'react'
import { useConversations } from '@/components/conversation-data/use-conversations'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import type { SearchTime } from './time-filter'

interface Props {
  /** User id of the author; empty for anyone. */
  from: string
  onFrom(id: string): void
  time: SearchTime
  onTime(time: SearchTime): void
}

const FIELD =
  'min-h-control w-full min-w-0 rounded-control border border-transparent bg-sunken px-2 text-ink text-small pointer-coarse:min-h-target'

/** Filters for the message search: author and time. */
export function MessageFilters({ from, onFrom, time, onTime }: Props) {
  const { search } = useStrings()
  const { user } = useMe()
  const { conversations } = useConversations()
  return (
    <div className="grid grid-cols-2 gap-2 px-4 pb-2">
      <Choice label={search.from} value={from} onChange={({ target }) => onFrom(target.value)}>
        <option value="">{search.anyone}</option>
        <option value={user.id}>{search.me}</option>
        {conversations.map(({ peer }) => (
          <option key={peer.id} value={peer.id}>
            {peer.displayName}
          </option>
        ))}
      </Choice>
      <Choice
        label={search.period}
        value={time.when}
        onChange={({ target }) => onTime({ ...time, when: target.value as SearchTime['when'] })} // An option.
      >
        {Object.entries(search.periods).map(([when, label]) => (
          <option key={when} value={when}>
            {label}
          </option>
        ))}
      </Choice>
      {time.when === 'dates' && (
        <>
          <Day
            label={search.firstDay}
            value={time.firstDay}
            max={time.lastDay}
            onChange={({ target }) => onTime({ ...time, firstDay: target.value })}
          />
          <Day
            label={search.lastDay}
            value={time.lastDay}
            min={time.firstDay}
            onChange={({ target }) => onTime({ ...time, lastDay: target.value })}
          />
        </>
      )}
    </div>
  )
}

function Choice({ label, ...rest }: ComponentProps<'select'> & { label: string }) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col">
      <label htmlFor={id} className="text-caption text-muted">
        {label}
      </label>
      <select {...rest} id={id} className={FIELD} />
    </div>
  )
}

function Day({ label, ...rest }: ComponentProps<'input'> & { label: string }) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col">
      <label htmlFor={id} className="text-caption text-muted">
        {label}
      </label>
      <input {...rest} type="date" id={id} className={FIELD} />
    </div>
  )
}
