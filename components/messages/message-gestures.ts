import type { TouchEvent } from 'react'
import { menuGestures } from './menu-gestures'

/** Movement to the right after which the end of the touch replies. */
const REPLY_PX = 56
const MAX_PX = 72
/** Touches that begin nearer to the left edge belong to the back gesture of the system. */
const EDGE_PX = 24
/** Movement that decides between a swipe and scrolling. */
const DECISION_PX = 10

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
        onTouchStart({ touches, currentTarget }: TouchEvent<HTMLElement>) {
          const touch = touches[0]
          const isSwipe = touch && touches.length === 1 && touch.clientX > EDGE_PX
          swipe = isSwipe ? { message: currentTarget, x: touch.clientX, y: touch.clientY, distance: 0 } : undefined
        },
        onTouchMove({ touches }: TouchEvent<HTMLElement>) {
          const touch = touches[0]
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
