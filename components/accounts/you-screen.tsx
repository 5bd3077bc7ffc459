'use client'

import { useMe } from '@/components/providers/use-me'
import { ScreenHeader } from '@/components/shell/screen-header'
import { ScreenTitle } from '@/components/shell/screen-title'
import { Avatar } from '@/components/ui/avatar'
import { words } from '@/components/words'
import { SignOutButton } from './sign-out-button'
import { ThemeChoice } from './theme-choice'

/** The signed-in person, and what is theirs to choose. */
export function YouScreen() {
  const { user } = useMe()
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      <ScreenTitle>{words.you.title}</ScreenTitle>
      <ScreenHeader title={words.you.title} />
      <div className="flex w-full max-w-thread flex-col gap-8 px-4 py-4">
        <div className="flex min-w-0 items-center gap-4">
          <Avatar person={user} size="huge" />
          <div className="min-w-0">
            <p className="wrap-anywhere font-semibold text-large">
              <bdi>{user.displayName}</bdi>
            </p>
            <p className="text-muted">@{user.username}</p>
          </div>
        </div>
        <ThemeChoice />
        <section className="flex flex-col items-start gap-2">
          <h2 className="font-semibold text-muted text-small">{words.you.thisDevice}</h2>
          <SignOutButton userId={user.id} />
          <p className="text-muted text-small">{words.account.signOutWhy}</p>
        </section>
      </div>
    </div>
  )
}
