'use client'

import { useState } from 'react'
import { ScreenHeader } from '@/components/screen/screen-header'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { SearchField } from '@/components/ui/search-field'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import { FriendList } from './friend-list'
import { InvitationsNavLink } from './invite-link'
import { PeopleResults } from './people-results'
import { Requests } from './requests'
import { Suggestions } from './suggestions'

/** Requests and search beside the list of friends; above it on phones, where search results replace the rest. */
export function FriendsScreen() {
  const strings = useStrings()
  const [typed, setTyped] = useState('')
  const q = useDebouncedValue(typed.trim())
  const searching = typed.trim() !== ''
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto md:flex-row md:overflow-hidden">
      <ScreenTitle>{strings.friends.title}</ScreenTitle>
      <div className="flex shrink-0 flex-col md:w-list md:overflow-y-auto md:border-line md:border-e md:bg-side">
        <ScreenHeader title={strings.friends.title} action={<InvitationsNavLink />} />
        <search className="px-4 pb-2">
          <SearchField label={strings.friends.find} value={typed} onChange={setTyped} />
        </search>
        {searching ? (
          <PeopleResults q={q} />
        ) : (
          <>
            <Requests />
            <Suggestions />
          </>
        )}
      </div>
      <div className={`flex min-w-0 grow flex-col md:overflow-y-auto ${searching ? 'max-md:hidden' : ''}`}>
        <FriendList />
      </div>
    </div>
  )
}
