'use client'

import { type MouseEvent, type PointerEvent, useRef } from 'react'

/** A shorter movement is a tap. */
const MIN_DRAG_PX = 8
/** A longer movement sideways or upwards, or a faster one, closes. */
const MIN_SWIPE_PX = 72
const MIN_SPEED_PX_PER_MS = 0.5

interface Drag {
  x: number
  y: number
  startedAt: number
  hasMoved: boolean
}

/**
 * Lets a finger swipe an element away, sideways or upwards. Returns handlers for the element. A swipe that was too
 * short puts it back, and does not count as a tap.
 */
export function useSwipeAway(onSwipe: () => void) {
  const drag = useRef<Drag>(null)
  const isTapBlocked = useRef(false)

  const end = (event: PointerEvent<HTMLElement>) => {
    const from = drag.current
    drag.current = null
    if (!from?.hasMoved) return
    const { x, y } = offsetOf(event, from)
    const distance = Math.max(Math.abs(x), -y)
    const speed = distance / Math.max(1, event.timeStamp - from.startedAt)
    const isSwipe = event.type === 'pointerup' && distance > MIN_DRAG_PX
    if (isSwipe && (distance >= MIN_SWIPE_PX || speed >= MIN_SPEED_PX_PER_MS)) onSwipe()
    else move(event.currentTarget, 0, 0)
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      isTapBlocked.current = false
      if (event.pointerType === 'mouse' || !event.isPrimary) return
      drag.current = { x: event.clientX, y: event.clientY, startedAt: event.timeStamp, hasMoved: false }
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const from = drag.current
      if (!from) return
      const { x, y } = offsetOf(event, from)
      if (!from.hasMoved && Math.hypot(x, y) < MIN_DRAG_PX) return
      if (!from.hasMoved) event.currentTarget.setPointerCapture(event.pointerId)
      from.hasMoved = true
      isTapBlocked.current = true
      move(event.currentTarget, Math.abs(x) > -y ? x : 0, Math.abs(x) > -y ? 0 : Math.min(0, y))
    },
    onPointerUp: end,
    onPointerCancel: end,
    onClickCapture(event: MouseEvent) {
      if (!isTapBlocked.current) return
      isTapBlocked.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

const offsetOf = ({ clientX, clientY }: PointerEvent, { x, y }: Drag) => ({ x: clientX - x, y: clientY - y })

function move({ style }: HTMLElement, x: number, y: number) {
  style.translate = x === 0 && y === 0 ? '' : `${x}px ${y}px`
}
