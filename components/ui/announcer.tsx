'use client'

import { useSyncExternalStore } from 'react'

let said = ''
let hear = () => {}

/** Says something to screen readers, politely. Saying the same twice is heard twice. */
export function announce(text: string) {
  said = said === text ? `${text}\u00a0` : text
  hear()
}

/** Where announcements are read from; stands once in the shell. */
export function Announcer() {
  const text = useSyncExternalStore(
    subscribe,
    () => said,
    () => '',
  )
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  )
}

function subscribe(listener: () => void) {
  hear = listener
  return () => {
    hear = () => {}
  }
}
