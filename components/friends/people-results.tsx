'use client'

import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { PEOPLE_GRID } from './people-grid'
import { PersonResult } from './person-result'
import { usePeopleSearch } from './use-people-search'

export function PeopleResults({ q }: { q: string }) {
  const strings = useStrings()
  const { people, state: loading } = usePeopleSearch(q)
  const state = useLoadState(loading)
  const rows = useRowKeyboard(people.length)
  if (state === 'error')
    return (
      <div className="px-4 py-2">
        <Notice kind="danger">{strings.general.failedWhy}</Notice>
      </div>
    )
  if (state !== 'ready') return <SkeletonRows label={strings.friends.finding} count={3} />
  if (people.length === 0)
    return (
      <div role="status" className="flex flex-col">
        <EmptyState icon="search" title={strings.friends.nobody}>
          {strings.friends.nobodyWhy(q)}
        </EmptyState>
      </div>
    )
  return (
    <>
      <p role="status" className="sr-only">
        {strings.friends.found(people.length)}
      </p>
      <ul {...rows} className={`py-2 ${PEOPLE_GRID}`}>
        {people.map((person) => (
          <PersonResult key={person.id} person={person} />
        ))}
      </ul>
    </>
  )
}
