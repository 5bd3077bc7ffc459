import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/accounts/auth-card'
import { ForgottenPassword } from '@/components/accounts/forgotten-password'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { buttonVariant } from '@/components/ui/button-variants'
import { Notice } from '@/components/ui/notice'
import { oauthProviders } from '@/lib/auth/next-auth-options'
import { env } from '@/lib/env'
import { findViewer } from '@/lib/http/page-viewer'
import { safeNextPath } from '@/lib/http/sign-in-redirect'

export const metadata: Metadata = {
  title: stringsFor(DEFAULT_LOCALE).general.title(stringsFor(DEFAULT_LOCALE).account.signIn, 0),
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: Props) {
  const strings = stringsFor(DEFAULT_LOCALE)
  const { next: asked, callbackUrl, error, created } = await searchParams
  const next = safeNextPath(asked ?? callbackUrl)
  if (await findViewer()) redirect(next as Route) // A path of this site, built at run time.
  const providers = Object.values(oauthProviders()).map(({ id, name }) => ({ id, name }))
  return (
    <AuthCard title={strings.account.signInTitle}>
      {created !== undefined && (
        <Notice kind="positive" icon="check">
          {strings.account.createdOnly}
        </Notice>
      )}
      {error !== undefined && <Notice kind="danger">{strings.problems.refused}</Notice>}
      <SignInForm next={next} />
      <ProviderButtons providers={providers} next={next} />
      <ForgottenPassword contact={env().KITH_OPERATOR_CONTACT} />
      <div className="flex flex-col gap-3 border-line border-t pt-5">
        <p className="text-muted">{strings.account.newHere}</p>
        <Link
          prefetch={false}
          href={`/sign-up?next=${encodeURIComponent(next)}`}
          className={`${buttonVariant('quiet')} min-h-target`}
        >
          {strings.account.signUp}
        </Link>
      </div>
    </AuthCard>
  )
}
