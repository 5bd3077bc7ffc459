'use client'

import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { noteFocusedMessage } from '@/components/messages/message-tab-stops'

/**
 * Moves the focus to the log when the focused element in it was removed, because its message is far away and was
 * dropped. Otherwise the focus would be on no element, and keys would do nothing. Returns handlers for the log.
 */
export function useKeepFocus(log: RefObject<HTMLElement | null>) {
  const focused = useRef<Element>(null)
  useLayoutEffect(() => {
    if (focused.current?.isConnected !== false) return
    focused.current = null
    if (document.activeElement === document.body) log.current?.focus({ preventScroll: true })
  })
  useEffect(() => () => noteFocusedMessage(undefined), [])
  return {
    onFocus({ target }: FocusEvent) {
      focused.current = target
      noteFocusedMessage(target)
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent) {
      focused.current = null
      if (!currentTarget.contains(relatedTarget)) noteFocusedMessage(undefined)
    },
  }
}
