'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { hidePersonDetails, personIdFromQuery } from '@/components/people/details-path'
import { FailedState } from '@/components/screen/failed-state'
import { NeedsConnection } from '@/components/screen/needs-connection'
import { useStrings } from '@/components/strings/use-strings'
import { useConnection } from '@/components/sync/use-connection'
import { useLoadState } from '@/components/sync/use-load-state'
import { IconButton } from '@/components/ui/button'
import { isComposing } from '@/components/ui/input-method'
import { Skeleton } from '@/components/ui/skeleton'
import { useMediaQuery } from '@/components/ui/use-media-query'
import { ProfileContent } from './profile-screen'
import { useProfile } from './use-profile'

/** Returns the person whose details the URL shows beside the screen. */
export function useShownPerson(): string | undefined {
  return personIdFromQuery(useSearchParams())
}

interface Props {
  personId: string
  /** Fills the pane beside a list, instead of a narrow one at the end. */
  fillsPane: boolean
}

/** The details of a person: a panel at the end of a wide screen, otherwise a screen of its own above it. */
export function PersonDetails({ personId, fillsPane }: Props) {
  const strings = useStrings()
  const isBeside = useMediaQuery(fillsPane ? '(width >= 48rem)' : '(width >= 75rem)')
  const { profile, ...query } = useProfile(personId)
  const panel = useFocusOnOpen(personId)
  const close = () => hidePersonDetails({ back: !isBeside })
  const name = profile?.displayName ?? strings.person.profile
  const place = fillsPane ? 'md:static md:w-auto md:grow' : 'xl:static xl:w-list xl:border-line xl:border-s'
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={strings.frame.details(name)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) close()
      }}
      className={`absolute inset-0 flex min-h-0 shrink-0 animate-arrive flex-col overflow-y-auto bg-canvas outline-none ${place}`}
    >
      <header className="flex h-bar shrink-0 items-center gap-3 px-4">
        <IconButton
          icon={isBeside ? 'close' : 'back'}
          label={isBeside ? strings.frame.closeDetails : strings.person.back}
          onClick={close}
          className="-ms-3"
        />
        <p className="truncate font-semibold">{strings.person.profile}</p>
      </header>
      <Content query={query} profile={profile} />
    </aside>
  )
}

function Content({
  query,
  profile,
}: { query: Omit<ReturnType<typeof useProfile>, 'profile'> } & Pick<ReturnType<typeof useProfile>, 'profile'>) {
  const strings = useStrings()
  const isOffline = useConnection().state === 'offline'
  const state = useLoadState(query.state)
  if (state === 'not_found') return <ProfileContent profile={undefined} />
  if (profile) return <ProfileContent key={profile.id} profile={profile} />
  if (isOffline) return <NeedsConnection />
  if (state === 'error') return <FailedState onRetry={query.retry} />
  return (
    <div role="status" aria-label={strings.frame.detailsLoading} className="flex flex-col items-center gap-3 px-4">
      <Skeleton className="size-32 rounded-full" />
      <Skeleton className="h-5 w-36 rounded-joint" />
      <Skeleton className="h-3 w-24 rounded-joint" />
    </div>
  )
}

/** Moves the focus to the panel when it shows another person, and back when it closes. */
function useFocusOnOpen(personId: string) {
  const panel = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each person is a new panel for the reader.
  useEffect(() => {
    const opener = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      const isLost = document.activeElement === document.body || panel.current?.contains(document.activeElement)
      if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [personId])
  return panel
}

/** Whether a path shows details in its wide pane. */
export const useDetailsFillPane = () => usePathname().startsWith('/notifications')
