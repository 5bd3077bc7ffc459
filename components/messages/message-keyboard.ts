import type { KeyboardEvent } from 'react'
import { COMPOSER_ID } from './composer-mode'

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowUp: (at) => Math.max(at - 1, 0),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * Lets arrows, Home and End move among the messages of a log; from the log itself the first arrow up goes to the lowest
 * message in sight. Escape leads back to writing.
 */
export function handleMessageKeys(event: KeyboardEvent<HTMLElement>) {
  const { key, currentTarget: log, target, altKey, ctrlKey, metaKey } = event
  if (altKey || ctrlKey || metaKey || !(target instanceof Element) || target.closest('dialog, [popover]')) return
  const current = target.closest('[data-message]')
  if (key === 'Escape' && current) {
    event.stopPropagation()
    document.getElementById(COMPOSER_ID)?.focus({ preventScroll: true })
    return
  }
  const step = STEPS[key]
  if (!step || (!current && key !== 'ArrowUp')) return
  const messages = [...log.querySelectorAll<HTMLElement>('[data-message]')]
  const at = current ? messages.findIndex((message) => message.contains(current)) : lowestInSight(messages, log) + 1
  event.preventDefault()
  messages[step(at, messages.length - 1)]?.focus()
}

/** Takes the focus from the message that is about to go to the one after or before it, so that keys lead on from there. */
export function focusNeighbour(clientId: string) {
  const leaving = messageWithFocus(clientId)
  const log = leaving?.closest('[role=log]')
  if (!leaving || !log) return
  const messages = [...log.querySelectorAll<HTMLElement>('[data-message]')]
  const at = messages.indexOf(leaving)
  const next = messages[at + 1] ?? messages[at - 1] ?? log.parentElement
  next?.focus({ preventScroll: true })
}

/** Takes the focus from a part of the message that is about to go to the message itself. */
export const focusFullyVisible = (clientId: string) => messageWithFocus(clientId)?.focus({ preventScroll: true })

function messageWithFocus(clientId: string): HTMLElement | undefined {
  const message = document.activeElement?.closest<HTMLElement>('[data-message]')
  return message?.dataset.message === clientId ? message : undefined
}

function lowestInSight(messages: readonly HTMLElement[], log: HTMLElement): number {
  const edge = log.getBoundingClientRect().bottom
  return messages.findLastIndex((message) => message.getBoundingClientRect().top < edge)
}
