import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/accounts/auth-card'
import { SignUpForm } from '@/components/accounts/sign-up-form'
import { words } from '@/components/strings/en'
import { findViewer } from '@/lib/http/page-viewer'
import { safeNextPath } from '@/lib/http/sign-in-redirect'
import { signUpAction } from './actions'

export const metadata: Metadata = { title: words.general.title(words.account.signUp, 0) }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignUpPage({ searchParams }: Props) {
  const next = safeNextPath((await searchParams).next)
  if (await findViewer()) redirect(next as Route) // A path of this site, made at run time.
  return (
    <AuthCard title={words.account.signUpTitle}>
      <SignUpForm action={signUpAction} next={next} />
      <p className="text-muted">
        {words.account.haveOne}{' '}
        <Link href={`/sign-in?next=${encodeURIComponent(next)}`} className="font-medium text-accent-ink underline">
          {words.account.signIn}
        </Link>
      </p>
    </AuthCard>
  )
}
