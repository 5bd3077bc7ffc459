'use client'

import { useState } from 'react'
import { InviteLink } from '@/components/invitations/invite-link'
import { ScreenHeader } from '@/components/shell/screen-header'
import { ScreenTitle } from '@/components/shell/screen-title'
import { SearchField } from '@/components/ui/search-field'
import { useSettled } from '@/components/ui/use-settled'
import { words } from '@/components/words'
import { FoundPeople } from './found-people'
import { FriendList } from './friend-list'
import { Requests } from './requests'
import { Suggestions } from './suggestions'

/** Requests and search beside the friends; on a phone above them, and a search has the screen to itself. */
export function FriendsScreen() {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim())
  const searching = typed.trim() !== ''
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto md:flex-row md:overflow-hidden">
      <ScreenTitle>{words.friends.title}</ScreenTitle>
      <div className="flex shrink-0 flex-col md:w-list md:overflow-y-auto md:border-line md:border-e md:bg-side">
        <ScreenHeader title={words.friends.title} action={<InviteLink />} />
        <search className="px-4 pb-2">
          <SearchField label={words.friends.find} value={typed} onChange={setTyped} />
        </search>
        {searching ? (
          <FoundPeople q={q} />
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
