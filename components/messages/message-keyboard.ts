import type { KeyboardEvent } from 'react'
import { COMPOSER_ID } from './composer-mode'

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowUp: (at) => Math.max(at - 1, 0),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * Handles the keys of a message log: arrow keys, Home and End move the focus between messages, and ArrowUp on the log
 * itself focuses the lowest visible message. Escape focuses the composer.
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
  const at = current ? messages.findIndex((message) => message.contains(current)) : lowestVisible(messages, log) + 1
  event.preventDefault()
  messages[step(at, messages.length - 1)]?.focus()
}

/** Moves the focus from a message that will be removed to the next or previous one, where keyboard use continues. */
export function focusNeighbour(clientId: string) {
  const focused = focusedMessage(clientId)
  const log = focused?.closest('[role=log]')
  if (!focused || !log) return
  const messages = [...log.querySelectorAll<HTMLElement>('[data-message]')]
  const at = messages.indexOf(focused)
  const next = messages[at + 1] ?? messages[at - 1] ?? log.parentElement
  next?.focus({ preventScroll: true })
}

/** Moves the focus from a control in the message that will be removed to the message itself. */
export const focusMessage = (clientId: string) => focusedMessage(clientId)?.focus({ preventScroll: true })

/** Returns the element of this message if it contains the focus. */
function focusedMessage(clientId: string): HTMLElement | undefined {
  const message = document.activeElement?.closest<HTMLElement>('[data-message]')
  return message?.dataset.message === clientId ? message : undefined
}

function lowestVisible(messages: readonly HTMLElement[], log: HTMLElement): number {
  const edge = log.getBoundingClientRect().bottom
  return messages.findLastIndex((message) => message.getBoundingClientRect().top < edge)
}
