'use client'

import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { FailedState } from '@/components/screen/failed-state'
import { ScreenHeader } from '@/components/screen/screen-header'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { SearchField } from '@/components/ui/search-field'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import { FriendList } from './friend-list'
import { IncomingRequests } from './incoming-requests'
import { InvitationsNavLink } from './invite-link'
import { OutgoingRequests } from './outgoing-requests'
import { PeopleResults } from './people-results'
import { type Segment, Segments, useSegment } from './segments'
import { Suggestions } from './suggestions'
import { useFriends } from './use-friends'
import { useRequests } from './use-requests'

/** Friends, requests and search, which uses all of the pane. A phone shows one part at a time, a wide screen all. */
export function FriendsScreen() {
  const strings = useStrings()
  const [typed, setTyped] = useState(useSearchParams().get('find') ?? '')
  const q = useDebouncedValue(typed.trim())
  const segment = useSegment()
  const wanted = useSearchParams().has('find')
  const searching = typed.trim() !== ''
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col overflow-y-auto">
      <ScreenTitle>{strings.friends.title}</ScreenTitle>
      <div className="@container mx-auto flex w-full max-w-page grow flex-col pb-4 md:px-2">
        <ScreenHeader title={strings.friends.title} action={<InvitationsNavLink />} />
        <search className="w-full px-4 pb-2 md:max-w-prose">
          <SearchField label={strings.friends.find} value={typed} onChange={setTyped} wanted={wanted} />
        </search>
        {searching ? (
          <PeopleResults q={q} />
        ) : (
          <>
            <Segments current={segment} />
            <People segment={segment} />
          </>
        )}
      </div>
    </div>
  )
}

/** All lists together once each of them is loaded, so that none pushes another away. */
function People({ segment }: { segment: Segment }) {
  const strings = useStrings()
  const lists = { friends: useFriends(), incoming: useRequests('incoming'), outgoing: useRequests('outgoing') }
  const all = Object.values(lists)
  const failed = all.filter(({ state }) => state === 'error')
  const loaded = all.every(({ state }) => state === 'ready')
  const retryFailed = () => {
    for (const { retry } of failed) retry()
  }
  const state = useLoadState(failed.length > 0 ? 'error' : loaded ? 'ready' : 'loading')
  if (state === 'loading') return <SkeletonRows label={strings.friends.loading} />
  if (state === 'error') return <FailedState onRetry={retryFailed} />
  const shownOnPhone = (wanted: Segment) => `flex flex-col ${segment === wanted ? '' : 'max-md:hidden'}`
  return (
    <>
      <div className={shownOnPhone('requests')}>
        <IncomingRequests list={lists.incoming} />
      </div>
      <div className={`${shownOnPhone('friends')} grow`}>
        <FriendList />
      </div>
      <div className={shownOnPhone('sent')}>
        <OutgoingRequests list={lists.outgoing} />
      </div>
      <div className={shownOnPhone('friends')}>
        <Suggestions />
      </div>
    </>
  )
}
