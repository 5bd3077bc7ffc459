'use client'

import { useStrings } from '@/components/strings/use-strings'

/** Whom to ask for a new password; `contact` is what the operator wants to be shown, if anything. */
export function ForgottenPassword({ contact }: { contact: string | undefined }) {
  const strings = useStrings()
  const { forgot, askOperator, askOperatorAt } = strings.account
  return (
    <p className="wrap-anywhere text-muted">
      {forgot} {contact === undefined ? askOperator : askOperatorAt(contact)}
    </p>
  )
}
