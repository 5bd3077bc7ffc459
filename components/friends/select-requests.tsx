'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { useAction } from '@/components/ui/use-action'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import type { Person } from '@/lib/accounts/schema'
import { PEOPLE_GRID } from './people-grid'
import { type Failure, useBatch } from './use-batch'

interface Props {
  requests: readonly Person[]
  /** Called when the selected requests were answered, with those that failed. */
  onAnswered(failures: Failure[]): void
}

/** Selection of requests, to answer them in a batch. */
export function SelectRequests({ requests, onAnswered }: Props) {
  const strings = useStrings()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const rows = useRowKeyboard(requests.length)
  const { accept, decline } = useBatch()
  const { pending, problem, run } = useAction()
  const chosen = requests.filter(({ id }) => ids.has(id)) // A request that has disappeared is no longer selected.
  const all = chosen.length === requests.length
  const none = chosen.length === 0
  return (
    <>
      <ul {...rows} className={PEOPLE_GRID}>
        {requests.map((person) => (
          <Candidate
            key={person.id}
            person={person}
            chosen={ids.has(person.id)}
            onChange={() => setIds((known) => toggled(known, person.id))}
          />
        ))}
      </ul>
      <div className="sticky bottom-0 flex flex-col gap-2 border-line border-t bg-canvas px-4 py-3">
        {problem && (
          <p role="alert" className="text-danger text-small">
            {problem}
          </p>
        )}
        <div className="flex gap-2 *:grow">
          <Button pending={pending} disabled={none} onClick={() => run(async () => onAnswered(await accept(chosen)))}>
            {strings.many.acceptMany(chosen.length)}
          </Button>
          <Button
            variant="quiet"
            pending={pending}
            disabled={none}
            onClick={() => {
              decline(chosen)
              onAnswered([])
            }}
          >
            {strings.many.declineMany(chosen.length)}
          </Button>
        </div>
        <Button variant="plain" onClick={() => setIds(new Set(all ? [] : requests.map(({ id }) => id)))}>
          {all ? strings.many.selectNone : strings.many.selectAll}
        </Button>
      </div>
    </>
  )
}

interface CandidateProps {
  person: Person
  chosen: boolean
  onChange(): void
}

function Candidate({ person, chosen, onChange }: CandidateProps) {
  const strings = useStrings()
  return (
    <li>
      <label className="flex min-w-0 cursor-pointer items-center gap-3 px-4 py-2 hover:bg-hover">
        <input
          type="checkbox"
          data-row
          checked={chosen}
          onChange={onChange}
          aria-label={strings.many.selectRequest(person.displayName)}
          className="size-5 shrink-0 accent-accent"
        />
        <Avatar person={person} />
        <span className="min-w-0 grow">
          <span className="block truncate font-medium">
            <bdi>{person.displayName}</bdi>
          </span>
          <span className="block truncate text-muted text-small">@{person.username}</span>
        </span>
      </label>
    </li>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
