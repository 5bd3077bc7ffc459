'use client'

import { AnswerButtons } from '@/components/friend-actions/answer-buttons'
import { PersonMenu } from '@/components/friend-actions/person-menu'
import { PersonRow } from '@/components/people/person-row'
import { useStrings } from '@/components/strings/use-strings'
import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'

interface Props {
  person: Person & { mutual?: number; greeting?: string | null }
}

/** An incoming request with buttons to accept and decline. A phone has room for the name instead of the menu. */
export function IncomingRequest({ person }: Props) {
  const strings = useStrings()
  const action = useAction()
  return (
    <PersonRow
      person={person}
      detail={person.mutual ? strings.person.mutual(person.mutual) : undefined}
      greeting={person.greeting}
      problem={action.problem}
    >
      <AnswerButtons person={person} action={action} inList />
      <div className="max-md:hidden">
        <PersonMenu person={person} relation="incoming" inList />
      </div>
    </PersonRow>
  )
}
