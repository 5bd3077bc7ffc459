'use client'

import { useState } from 'react'
import { useFriendActions } from '@/components/friends/use-friend-actions'
import { post } from '@/components/providers/api'
import { toast } from '@/components/ui/toasts'
import { useAction } from '@/components/ui/use-action'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'
import { codePoints } from '@/lib/messages/rules'
import { REPORT_NOTE_MAX, type ReportReason } from '@/lib/reports/rules'
import type { ReportMade } from '@/lib/reports/schema'

/** A report as it is being written, and what sends it. Sending it again after half of it failed makes no second one. */
export function useReport(person: Person, messageId: string | undefined, onDone: () => void) {
  const { block } = useFriendActions()
  const { pending, problem, run } = useAction()
  const [reason, setReason] = useState<ReportReason>()
  const [note, setNote] = useState('')
  const [alsoBlock, setAlsoBlock] = useState(false)
  const [isReasonMissing, setReasonMissing] = useState(false)
  const left = REPORT_NOTE_MAX - codePoints(note.trim())

  const chooseReason = (chosen: ReportReason) => {
    setReason(chosen)
    setReasonMissing(false)
  }
  const send = () => {
    if (pending || left < 0) return
    if (!reason) return setReasonMissing(true)
    run(async () => {
      await post<ReportMade>('/api/reports', { userId: person.id, messageId, reason, note })
      if (alsoBlock) await block(person.id)
      toast({ text: alsoBlock ? words.report.doneAndBlocked(person.displayName) : words.report.done })
      onDone()
    })
  }
  return {
    reason,
    chooseReason,
    note,
    setNote,
    left,
    alsoBlock,
    setAlsoBlock,
    pending,
    problem: isReasonMissing ? words.report.noReason : problem,
    send,
  }
}
