import type { Metadata } from 'next'
import { AuthCard } from '@/components/accounts/auth-card'
import { ResetForm } from '@/components/accounts/reset-form'
import { HomeLink } from '@/components/invitations/home-link'
import { ErrorPage } from '@/components/screen/error-page'
import { messageForCode } from '@/components/strings/error-message'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { parseResetToken } from '@/lib/accounts/rules'
import { showPasswordReset } from '@/lib/accounts/service-reset'
import { callerAddress, orProblem } from '@/lib/http/page-viewer'

export const metadata: Metadata = {
  title: stringsFor(DEFAULT_LOCALE).general.title(stringsFor(DEFAULT_LOCALE).account.reset.title, 0),
  robots: { index: false },
}

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const text = stringsFor(DEFAULT_LOCALE).account.reset
  const token = parseResetToken((await params).token)
  const { found, refusal } = await orProblem(showPasswordReset(token, await callerAddress()))
  if (!found)
    return (
      <ErrorPage title={text.refused} action={<HomeLink />}>
        {messageForCode(refusal)}
      </ErrorPage>
    )
  return (
    <AuthCard title={text.title}>
      <ResetForm token={token} username={found.username} />
    </AuthCard>
  )
}
