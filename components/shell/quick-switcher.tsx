'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useId, useState } from 'react'
import { conversationIdFromPath, navigateToConversation } from '@/components/conversation-data/paths'
import { useConversations } from '@/components/conversation-data/use-conversations'
import { useFriends } from '@/components/friends/use-friends'
import { usePeopleSearch } from '@/components/friends/use-people-search'
import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { isComposing } from '@/components/ui/input-method'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import { friendResults, type SwitcherResult, switcherResults } from './switcher-results'

const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
}

interface Props {
  open: boolean
  onClose(): void
  /** Offers only friends, to write to one of them. */
  friendsOnly?: boolean
}

/** Opens a profile or conversation by the first letters of a name. */
export const QuickSwitcher = ({ open, ...rest }: Props) => open && <OpenSwitcher {...rest} />

function OpenSwitcher({ onClose, friendsOnly = false }: Omit<Props, 'open'>) {
  const strings = useStrings()
  const { switcherTitle, fieldLabel, newMessage, toFriend, close } = strings.shortcuts
  const [title, field] = friendsOnly ? [newMessage, toFriend] : [switcherTitle, fieldLabel]
  const id = useId()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const useResults = friendsOnly ? useFriendResults : useAllResults
  const { results, isReady } = useResults(useDebouncedValue(typed).trim())
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, results.length - 1)
  const open = (result: SwitcherResult | undefined) => {
    if (!result) return
    onClose()
    const conversationId = result.kind === 'conversation' ? conversationIdFromPath(result.href) : undefined
    if (conversationId === undefined) router.push(result.href)
    else navigateToConversation(conversationId)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]
    if (!move || results.length === 0 || isComposing(event)) return
    event.preventDefault()
    setChosen(move(at, results.length))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      onSubmit={() => open(results[at])}
      actions={
        <Button variant="quiet" onClick={onClose}>
          {close}
        </Button>
      }
    >
      <input
        role="combobox"
        aria-label={field}
        aria-expanded={results.length > 0}
        aria-controls={id}
        aria-activedescendant={results.length > 0 ? `${id}-${at}` : undefined}
        placeholder={field}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        className="min-h-target w-full rounded-control border border-edge bg-canvas px-3 text-large md:text-body"
      />
      <div id={id} role="listbox" aria-label={field} className="flex min-h-60 flex-col">
        {results.map((result, index) => (
          <ResultOption
            key={result.person.id}
            id={`${id}-${index}`}
            result={result}
            chosen={index === at}
            onChoose={open}
          />
        ))}
      </div>
      {isReady && results.length === 0 && (typed !== '' || friendsOnly) && (
        <p role="status">{typed === '' ? strings.friends.none : strings.friends.nobody}</p>
      )}
    </Dialog>
  )
}

interface OptionProps {
  id: string
  result: SwitcherResult
  chosen: boolean
  onChoose(result: SwitcherResult): void
}

function ResultOption({ id, result, chosen, onChoose }: OptionProps) {
  const strings = useStrings()
  const { person, kind } = result
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, as in every combobox.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onClick={() => onChoose(result)}
      className={`flex cursor-pointer items-center gap-3 rounded-control px-2 py-1.5 forced-colors:aria-selected:outline-1 ${chosen ? 'bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <Avatar person={person} size="small" />
      <span className="min-w-0 grow truncate">
        <bdi>{person.displayName}</bdi> <span className="text-muted text-small">@{person.username}</span>
      </span>
      <span className="shrink-0 text-muted text-small">{strings.shortcuts.kinds[kind]}</span>
    </div>
  )
}

interface Results {
  results: SwitcherResult[]
  /** Whether the list is complete, so that it may say that there is nobody. */
  isReady: boolean
}

function useAllResults(q: string): Results {
  const { conversations } = useConversations(q)
  const { friends } = useFriends(q)
  const { people } = usePeopleSearch(q)
  return { results: switcherResults({ conversations, friends, people }), isReady: true }
}

function useFriendResults(q: string): Results {
  const { friends, state } = useFriends(q)
  return { results: friendResults(friends), isReady: state === 'ready' }
}
