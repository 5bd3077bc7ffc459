'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type FocusEvent, useEffect, useRef, useSyncExternalStore } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from './avatar'
import { Button, IconButton } from './button'
import { buttonVariant } from './button-variants'
import { type ShownToast, toasts } from './toasts'
import { useSwipeAway } from './use-swipe-away'

const NONE: readonly ShownToast[] = []

/**
 * Region of toasts, rendered once in the shell from the start, so that screen readers observe it. It never covers the
 * composer or signing out: on phones it is below the header, on desktops over the list, or beside it in the settings.
 */
export function Toaster() {
  const strings = useStrings()
  const shown = useSyncExternalStore(toasts.subscribe, toasts.shown, () => NONE)
  const { giveBack, ...focus } = useFocusLent()
  const inSettings = usePathname().startsWith('/settings')
  useEffect(() => {
    const onVisibilityChange = () => toasts.hold('hidden', document.visibilityState === 'hidden')
    onVisibilityChange()
    document.addEventListener('visibilitychange', onVisibilityChange)
    return () => document.removeEventListener('visibilitychange', onVisibilityChange)
  }, [])
  return (
    <section
      aria-label={strings.toasts.title}
      className={`pointer-events-none fixed z-10 max-md:inset-x-3 max-md:top-[calc(var(--spacing-bar)+env(safe-area-inset-top)+0.5rem)] md:bottom-3 md:w-[calc(var(--spacing-list)-1.5rem)] ${inSettings ? 'md:start-[calc(var(--spacing-rail)+var(--spacing-list)+env(safe-area-inset-left)+0.75rem)]' : 'md:start-[calc(var(--spacing-rail)+env(safe-area-inset-left)+0.75rem)]'}`}
    >
      <ol
        aria-live="polite"
        aria-relevant="additions"
        className="flex flex-col gap-2"
        onPointerEnter={() => toasts.hold('pointer', true)}
        onPointerLeave={() => toasts.hold('pointer', false)}
        {...focus}
      >
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onLeave={giveBack} />
        ))}
      </ol>
    </section>
  )
}

/** Returns the focus from a toast to its origin, so that dismissing one does not interrupt writing. */
function useFocusLent() {
  const from = useRef<Element>(null)
  return {
    onFocus({ currentTarget, relatedTarget }: FocusEvent) {
      if (!currentTarget.contains(relatedTarget)) from.current = relatedTarget
      toasts.hold('focus', true)
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
      toasts.hold('focus', currentTarget.contains(relatedTarget)),
    giveBack() {
      if (!document.activeElement?.closest('ol[aria-live]')) return
      const owner = from.current?.isConnected ? from.current : document.getElementById('content')
      if (owner instanceof HTMLElement) owner.focus({ preventScroll: true })
    },
  }
}

function ToastCard({ toast, onLeave }: { toast: ShownToast; onLeave(): void }) {
  const strings = useStrings()
  const { id, revision, title, detail, text, person, action } = toast
  const dismiss = () => {
    onLeave()
    toasts.dismiss(id)
  }
  const act = () => {
    onLeave()
    toasts.act(id)
  }
  const swipe = useSwipeAway(dismiss)
  return (
    <li
      className="pointer-events-auto relative flex animate-arrive touch-none items-center gap-3 rounded-bubble border border-line bg-raised py-2 ps-3 pe-2 shadow-float"
      onKeyDown={({ key }) => key === 'Escape' && dismiss()}
      {...swipe}
    >
      {person && <Avatar person={person} size="small" />}
      {/* A new paragraph for each text, so that screen readers announce it as an addition. */}
      <p key={revision} className="min-w-0 grow text-small" title={text}>
        {title !== undefined && (
          <span className="flex items-baseline gap-2">
            <bdi className="truncate font-semibold">{title}</bdi>
            {detail !== undefined && <span className="shrink-0 text-caption text-muted">{detail}</span>}
          </span>
        )}
        <span dir="auto" className={title === undefined ? 'wrap-anywhere line-clamp-4' : 'block truncate'}>
          {text}
        </span>
      </p>
      <span className="flex shrink-0 items-center">
        {action && <ActionOf action={action} onAct={act} />}
        <IconButton icon="close" label={strings.toasts.dismiss} className="relative" onClick={dismiss} />
      </span>
    </li>
  )
}

/** The action of a toast. A link covers the whole toast, except the button that closes it. */
function ActionOf({ action, onAct }: { action: NonNullable<ShownToast['action']>; onAct(): void }) {
  if ('href' in action)
    return (
      <Link
        prefetch={false}
        href={action.href}
        draggable={false}
        className={`${buttonVariant('plain')} after:absolute after:inset-0`}
        onClick={onAct}
      >
        {action.label}
      </Link>
    )
  return (
    <Button variant="plain" onClick={onAct}>
      {action.label}
    </Button>
  )
}
