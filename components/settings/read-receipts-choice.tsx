'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { announce } from '@/components/ui/announcer'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import { useProfile } from './use-profile'

/** Whether read receipts are sent. A choice is saved and shown at once, and reverted when the server refuses it. */
export function ReadReceiptsChoice() {
  const strings = useStrings()
  const { user } = useMe()
  const { change } = useProfile()
  const { pending, problem, run } = useAction()
  const [pendingChoice, setPendingChoice] = useState<boolean>()
  const text = strings.you.privacy.readReceipts
  const choose = (readReceipts: boolean) => {
    setPendingChoice(readReceipts)
    run(async () => {
      await change({ readReceipts })
      announce(readReceipts ? text.on : text.off)
    })
  }
  return (
    <fieldset className="flex max-w-prose flex-col gap-2" aria-busy={pending}>
      <legend className="pb-2 font-medium text-small">{text.title}</legend>
      <label className="flex cursor-pointer items-start gap-3 rounded-control border border-line p-3 transition-colors hover:bg-hover">
        <input
          type="checkbox"
          checked={pending ? (pendingChoice ?? user.readReceipts) : user.readReceipts}
          aria-describedby="read-receipts-why"
          onChange={({ target }) => choose(target.checked)}
          className="mt-0.5 size-5 shrink-0 accent-accent"
        />
        <span className="min-w-0">
          <span className="block font-medium">{text.label}</span>
          <span id="read-receipts-why" className="block text-muted text-small">
            {text.why}
          </span>
        </span>
      </label>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </fieldset>
  )
}
