import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/accounts/auth-card'
import { SignUpForm } from '@/components/accounts/sign-up-form'
import { DEFAULT_LOCALE, stringsFor } from '@/components/strings/strings'
import { findViewer } from '@/lib/http/page-viewer'
import { safeNextPath } from '@/lib/http/sign-in-redirect'
import { signUpAction } from './actions'

export const metadata: Metadata = {
  title: stringsFor(DEFAULT_LOCALE).general.title(stringsFor(DEFAULT_LOCALE).account.signUp, 0),
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignUpPage({ searchParams }: Props) {
  const strings = stringsFor(DEFAULT_LOCALE)
  const next = safeNextPath((await searchParams).next)
  if (await findViewer()) redirect(next as Route) // A path of this site, built at run time.
  return (
    <AuthCard title={strings.account.signUpTitle}>
      <SignUpForm action={signUpAction} next={next} />
      <p className="text-muted">
        {strings.account.haveOne}{' '}
        <Link
          prefetch={false}
          href={`/sign-in?next=${encodeURIComponent(next)}`}
          className="font-medium text-accent-ink underline"
        >
          {strings.account.signIn}
        </Link>
      </p>
    </AuthCard>
  )
}
