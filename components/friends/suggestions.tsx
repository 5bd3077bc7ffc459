'use client'

import { useState } from 'react'
import { AddFriendButton } from '@/components/friend-actions/add-friend-button'
import { usePendingActionOn } from '@/components/friend-actions/use-undoable-action'
import { PersonRow } from '@/components/people/person-row'
import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import { Button, IconButton } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { useAction } from '@/components/ui/use-action'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import type { Suggestion } from '@/lib/friends/schema'
import { PEOPLE_GRID } from './people-grid'
import { useSuggestions } from './use-suggestions'

const SHOWN_AT_FIRST = 6

/** Suggested users, with mutual friends. */
export function Suggestions() {
  const strings = useStrings()
  const { people, dismiss } = useSuggestions()
  const [all, setAll] = useState(false)
  const shown = all ? people : people.slice(0, SHOWN_AT_FIRST)
  const rows = useRowKeyboard(people.length)
  if (people.length === 0) return null
  return (
    <Section title={strings.many.suggestions}>
      <ul {...rows} className={PEOPLE_GRID}>
        {shown.map((person) => (
          <SuggestedPerson key={person.id} person={person} onDismiss={() => dismiss(person.id)} />
        ))}
      </ul>
      {people.length > SHOWN_AT_FIRST && (
        <Button variant="plain" aria-expanded={all} onClick={() => setAll(!all)} className="mx-1 self-start">
          {all ? strings.many.fewerSuggestions : strings.many.moreSuggestions}
        </Button>
      )}
    </Section>
  )
}

function SuggestedPerson({ person, onDismiss }: { person: Suggestion; onDismiss(): Promise<void> }) {
  const strings = useStrings()
  const action = useAction()
  const pendingAction = usePendingActionOn(person.id)
  if (pendingAction) return null // Pending actions are shown elsewhere, with undo.
  const { displayName: name } = person
  const dismiss = () => onDismiss().then(() => announce(strings.many.dismissed(name)))
  return (
    <PersonRow person={person} detail={strings.person.mutual(person.mutual)} problem={action.problem}>
      <AddFriendButton person={person} action={action} />
      <IconButton
        icon="close"
        label={strings.many.dismiss(name)}
        pending={action.pending}
        onClick={() => action.run(dismiss)}
      />
    </PersonRow>
  )
}
