'use client'

import { useStrings } from '@/components/strings/use-strings'
import { REPORT_REASONS, type ReportReason } from '@/lib/reports/rules'

interface Props {
  chosen: ReportReason | undefined
  onChoose(reason: ReportReason): void
}

export function ReasonChoice({ chosen, onChoose }: Props) {
  const strings = useStrings()
  return (
    <fieldset className="flex flex-col">
      <legend className="pb-1 font-medium text-small">{strings.report.reason}</legend>
      {REPORT_REASONS.map((reason) => (
        <label
          key={reason}
          className="flex min-h-control cursor-pointer items-center gap-3 pointer-coarse:min-h-target"
        >
          <input
            type="radio"
            name="reason"
            value={reason}
            required
            checked={chosen === reason}
            onChange={() => onChoose(reason)}
            className="size-5 shrink-0 accent-accent"
          />
          {strings.report.reasons[reason]}
        </label>
      ))}
    </fieldset>
  )
}
