'use client'

import { useSyncExternalStore } from 'react'

/** Long enough for a screen reader to announce it, short enough not to be found when reading on. */
const STAYS_MS = 10_000

interface Line {
  id: number
  text: string
}

let lines: readonly Line[] = []
let lastId = 0
let onChange = () => {}

/** Announces a text to screen readers politely. Announcements in quick succession are read one after the other. */
export function announce(text: string) {
  const line = { id: ++lastId, text }
  become([...lines, line])
  setTimeout(() => become(lines.filter((other) => other !== line)), STAYS_MS)
}

function become(next: readonly Line[]) {
  lines = next
  onChange()
}

const NO_LINES: readonly Line[] = []

/** Live region of announcements; rendered once in the shell. */
export function Announcer() {
  const shown = useSyncExternalStore(
    subscribe,
    () => lines,
    () => NO_LINES,
  )
  return (
    <div aria-live="polite" aria-relevant="additions" className="sr-only">
      {shown.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  )
}

function subscribe(listener: () => void) {
  onChange = listener
  return () => {
    onChange = () => {}
  }
}
