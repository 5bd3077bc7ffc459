import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/accounts/auth-card'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { Notice } from '@/components/ui/notice'
import { words } from '@/components/words'
import { outsideProviders } from '@/lib/auth/options'
import { nextPath } from '@/lib/boundary/next-path'
import { viewerIfAny } from '@/lib/boundary/page'

export const metadata: Metadata = { title: words.general.title(words.account.signIn, 0) }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: Props) {
  const { next: asked, callbackUrl, error, created } = await searchParams
  const next = nextPath(asked ?? callbackUrl)
  if (await viewerIfAny()) redirect(next as Route) // A path of this site, made at run time.
  const providers = Object.values(outsideProviders()).map(({ id, name }) => ({ id, name }))
  return (
    <AuthCard title={words.account.signInTitle}>
      {created !== undefined && (
        <Notice kind="positive" icon="check">
          {words.account.createdOnly}
        </Notice>
      )}
      {error !== undefined && <Notice kind="danger">{words.problems.refused}</Notice>}
      <SignInForm next={next} />
      <ProviderButtons providers={providers} next={next} />
      <p className="text-muted">
        {words.account.newHere}{' '}
        <Link href={`/sign-up?next=${encodeURIComponent(next)}`} className="font-medium text-accent-ink underline">
          {words.account.signUp}
        </Link>
      </p>
    </AuthCard>
  )
}
