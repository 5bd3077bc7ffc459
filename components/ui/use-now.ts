'use client'

import { useSyncExternalStore } from 'react'
import { onServerTime, serverNow } from '@/components/server-time'
import { useReader } from '@/components/strings/use-time-format'

const MINUTE_MS = 60_000

let now = 0
let timer: ReturnType<typeof setTimeout> | undefined
let stopHearing = () => {}
const listeners = new Set<() => void>()

/** Returns the current minute by the server's clock, and re-renders when it changes. */
export function useNow(): Date {
  const { renderedAt } = useReader()
  const atRendering = () => (renderedAt === undefined ? thisMinute() : startOfMinute(renderedAt))
  return new Date(useSyncExternalStore(subscribe, thisMinute, atRendering))
}

function thisMinute(): number {
  if (listeners.size === 0 || now === 0) now = currentMinute()
  return now
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) stopHearing = onServerTime(tick)
  listeners.add(listener)
  timer ??= setTimeout(tick, untilNextMinute())
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stopHearing()
    clearTimeout(timer)
    timer = undefined
  }
}

const startOfMinute = (at: number) => Math.floor(at / MINUTE_MS) * MINUTE_MS
const currentMinute = () => startOfMinute(serverNow())
const untilNextMinute = () => MINUTE_MS - (serverNow() % MINUTE_MS)

function tick() {
  clearTimeout(timer)
  now = currentMinute()
  timer = setTimeout(tick, untilNextMinute())
  for (const listener of listeners) listener()
}
