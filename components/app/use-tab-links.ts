'use client'

import { useEffect, useEffectEvent } from 'react'

interface Options {
  /** Returns whether the tab can show the path without a page of the server. */
  canOpen(path: string): boolean
  /** Loads what the path needs, because its link will probably be followed. */
  preload(path: string): void
}

/** Opens links to screens of this tab without requesting a page, which is at once and works offline. */
export function useTabLinks(options: Options) {
  const preload = useEffectEvent(({ target }: Event) => {
    const link = linkOf(target)
    if (link && options.canOpen(link.pathname)) options.preload(link.pathname)
  })
  const open = useEffectEvent((event: MouseEvent) => {
    const link = isPlainClick(event) ? linkOf(event.target) : undefined
    if (!link || link.dataset.row === 'conversation' || !options.canOpen(link.pathname)) return
    event.preventDefault() // Next's links do nothing then.
    if (link.href !== location.href) history.pushState({}, '', link.href)
  })
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    // Before the handlers of the links themselves.
    addEventListener('click', (event) => open(event), { capture: true, signal })
    for (const intent of ['pointerover', 'touchstart', 'focusin'])
      addEventListener(intent, (event) => preload(event), { passive: true, signal })
    return () => listening.abort()
  }, [])
}

const isPlainClick = ({ button, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent) =>
  button === 0 && !defaultPrevented && !altKey && !ctrlKey && !metaKey && !shiftKey

/** Returns the link of this site at the target of an event. */
function linkOf(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : undefined
  const isOwn = link?.origin === location.origin && link.target === '' && !link.hash && !link.hasAttribute('download')
  return isOwn ? link : undefined
}
