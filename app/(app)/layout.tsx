import type { ReactNode } from 'react'
import { AppProviders } from '@/components/app/app-providers'
import { Screens } from '@/components/app/screens'
import { Shell } from '@/components/shell/shell'
import { pickEnglishLocale } from '@/components/strings/locale'
import { ReaderProvider } from '@/components/strings/use-time-format'
import { me } from '@/lib/accounts/service-me'
import { queries } from '@/lib/events/apply-event'
import { findViewer } from '@/lib/http/page-viewer'
import { readerSettings } from '@/lib/http/reader-settings'
import { withFetchedPresence } from '@/lib/presence/reducers'
import { onlineFriendsOf } from '@/lib/presence/service'
import { pageState } from '@/lib/sync/page-state'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer()
  if (!viewer) return children // The page redirects to sign-in itself, because it knows its path.
  const { languages, timeZone, renderedAt } = await readerSettings()
  const state = await pageState(viewer, () =>
    Promise.all([
      me(viewer).then((data) => ({ key: queries.me.key(), data })),
      onlineFriendsOf(viewer).then(({ userIds }) => ({
        key: queries.online.key(),
        data: withFetchedPresence(undefined, userIds),
      })),
    ]),
  )
  return (
    <ReaderProvider locale={pickEnglishLocale(languages)} timeZone={timeZone} renderedAt={renderedAt}>
      <AppProviders state={state}>
        <Shell>
          <Screens>{children}</Screens>
        </Shell>
      </AppProviders>
    </ReaderProvider>
  )
}
