import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/accounts/auth-card'
import { SignUpForm } from '@/components/accounts/sign-up-form'
import { words } from '@/components/words'
import { nextPath } from '@/lib/boundary/next-path'
import { viewerIfAny } from '@/lib/boundary/page'
import { signUpAction } from './actions'

export const metadata: Metadata = { title: words.general.title(words.account.signUp, 0) }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignUpPage({ searchParams }: Props) {
  const next = nextPath((await searchParams).next)
  if (await viewerIfAny()) redirect(next as Route) // A path of this site, made at run time.
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
