'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { announce } from '@/components/ui/announcer'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import { useProfile } from './use-profile'

const CHOICES = ['friends', 'nobody'] as const
type Choice = (typeof CHOICES)[number]

/**
 * Who may see when the viewer is online. A choice is saved and shown at once, and reverted when the server refuses it.
 */
export function PrivacyChoice() {
  const strings = useStrings()
  const { user } = useMe()
  const { change } = useProfile()
  const { pending, problem, run } = useAction()
  const [pendingChoice, setPendingChoice] = useState<Choice>()
  const chosen = (pending && pendingChoice) || user.seenOnlineBy
  const text = strings.you.privacy
  const choose = (choice: Choice) => {
    setPendingChoice(choice)
    run(async () => {
      await change({ seenOnlineBy: choice })
      announce(text.changed[choice])
    })
  }
  return (
    <fieldset className="flex max-w-prose flex-col gap-2" aria-busy={pending}>
      <legend className="pb-2 font-medium text-small">{text.seenOnlineBy}</legend>
      {CHOICES.map((choice) => (
        <label
          key={choice}
          className="flex cursor-pointer items-start gap-3 rounded-control border border-line p-3 transition-colors hover:bg-hover has-checked:border-accent-ink has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name="seenOnlineBy"
            value={choice}
            checked={chosen === choice}
            aria-describedby={`seen-by-${choice}`}
            onChange={() => choose(choice)}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block font-medium">{text.choices[choice].label}</span>
            <span id={`seen-by-${choice}`} className="block text-muted text-small">
              {text.choices[choice].why}
            </span>
          </span>
        </label>
      ))}
      {problem && <Notice kind="danger">{problem}</Notice>}
    </fieldset>
  )
}
