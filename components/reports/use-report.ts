'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { post } from '@/components/sync/api'
import { toast } from '@/components/ui/toasts'
import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { countCodePoints } from '@/lib/messages/rules'
import { MAX_REPORT_NOTE_CODE_POINTS, type ReportReason } from '@/lib/reports/rules'
import type { ReportResult } from '@/lib/reports/schema'

interface Options {
  messageId?: string | undefined
  /** Blocks the user, if chosen. */
  block(userId: string): Promise<unknown>
  onDone(): void
}

/**
 * Returns the state of a report and its submission. Submitting again after a partial failure creates no second report.
 */
export function useReport(person: Person, { messageId, block, onDone }: Options) {
  const strings = useStrings()
  const { pending, problem, run } = useAction()
  const [reason, setReason] = useState<ReportReason>()
  const [note, setNote] = useState('')
  const [alsoBlock, setAlsoBlock] = useState(false)
  const [isReasonMissing, setReasonMissing] = useState(false)
  const left = MAX_REPORT_NOTE_CODE_POINTS - countCodePoints(note.trim())

  const chooseReason = (chosen: ReportReason) => {
    setReason(chosen)
    setReasonMissing(false)
  }
  const send = () => {
    if (pending || left < 0) return
    if (!reason) return setReasonMissing(true)
    run(async () => {
      await post<ReportResult>('/api/reports', { userId: person.id, messageId, reason, note })
      if (alsoBlock) await block(person.id)
      toast({ text: alsoBlock ? strings.report.doneAndBlocked(person.displayName) : strings.report.done })
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
    problem: isReasonMissing ? strings.report.noReason : problem,
    send,
  }
}
