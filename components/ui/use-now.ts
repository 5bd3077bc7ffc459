'use client'

import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000

let now = 0
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** The current minute, moving on by itself; times shown together move together. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, thisMinute, thisMinute))
}

function thisMinute(): number {
  if (listeners.size === 0 || now === 0) now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
  return now
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS))
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

function tick() {
  now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
  timer = setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS))
  for (const listener of listeners) listener()
}
