import type { TouchEvent } from 'react'
import { DECISION_PX, menuGestures } from './menu-gestures'

/** Movement to the right after which the end of the touch replies. */
const REPLY_PX = 56
const MAX_PX = 72
/** Touches that begin nearer to the left edge belong to the back gesture of the system. */
const EDGE_PX = 24

interface Swipe {
  message: HTMLElement
  x: number
  y: number
  distance: number
}

let swipe: Swipe | undefined

/** Handlers for gestures on a message: those of its menu, and a swipe to the right, which replies. */
export const messageGestures = (reply: (() => void) | undefined) =>
  reply === undefined
    ? menuGestures
    : {
        ...menuGestures,
        onTouchStart(event: TouchEvent<HTMLElement>) {
          menuGestures.onTouchStart(event)
          const { touches, currentTarget, target } = event
          const touch = touches[0]
          const isSwipe = touch && touches.length === 1 && touch.clientX > EDGE_PX && !isInTopLayer(target)
          swipe = isSwipe ? { message: currentTarget, x: touch.clientX, y: touch.clientY, distance: 0 } : undefined
        },
        onTouchMove(event: TouchEvent<HTMLElement>) {
          menuGestures.onTouchMove(event)
          const touch = event.touches[0]
          if (swipe && touch) move(swipe, touch.clientX - swipe.x, touch.clientY - swipe.y)
        },
        onTouchEnd(event: TouchEvent<HTMLElement>) {
          const distance = end()
          if (distance >= REPLY_PX) reply()
          if (distance === 0) menuGestures.onTouchEnd(event)
        },
        onTouchCancel(event: TouchEvent<HTMLElement>) {
          end()
          menuGestures.onTouchCancel(event)
        },
      }

/** Returns whether the target is in a menu or dialog of the message. */
const isInTopLayer = (target: EventTarget) => target instanceof Element && target.closest('dialog, [popover]') !== null

function move(current: Swipe, dx: number, dy: number) {
  if (current.distance === 0 && Math.abs(dy) > DECISION_PX) swipe = undefined // It scrolls.
  if (swipe === undefined || (current.distance === 0 && dx < DECISION_PX)) return
  const wasArmed = current.distance >= REPLY_PX
  current.distance = Math.min(Math.max(dx, 1), MAX_PX)
  current.message.style.translate = `${current.distance}px`
  if (!wasArmed && current.distance >= REPLY_PX) navigator.vibrate?.(10)
}

/** Ends the swipe and returns its distance, 0 for none. */
function end(): number {
  const ended = swipe
  swipe = undefined
  if (!ended) return 0
  ended.message.style.translate = ''
  return ended.distance
}
