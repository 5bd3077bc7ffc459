'use client'

import {
  type ComponentProps,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from './button'

/** Heights by visible lines of body text, plus half a line. */
const HEIGHTS = {
  6: 'max-h-35',
  12: 'max-h-68',
  15: 'max-h-85',
} as const
/** Space below the last line; less than a line. */
const SPACE_BELOW_PX = 16

/** Event for lists that keep their end visible: an expanded text is read from its beginning. */
export const EXPAND_EVENT = 'unfold'

interface Props extends ComponentProps<'div'> {
  lines: keyof typeof HEIGHTS
  /** Shows all of the text at first. */
  opensInFull?: boolean
  /** Shown at the end of the text, also while the text is cut off. */
  trailing?: ReactNode
}

/** A text that is cut off when it is tall, with a button that shows the rest. */
export function Collapsible({ lines, className = '', opensInFull = false, trailing, children, ...rest }: Props) {
  const strings = useStrings()
  const ownId = useId()
  const id = rest.id ?? ownId
  const block = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(opensInFull)
  const isTall = useTallness(block, isOpen)
  const isCut = isTall && !isOpen
  const unfold = () => {
    block.current?.dispatchEvent(new Event(EXPAND_EVENT, { bubbles: true }))
    setOpen(true)
  }
  useFocusBelow(block, (focused) => {
    flushSync(unfold)
    focused.scrollIntoView({ block: 'nearest' })
  })
  const fold = (button: HTMLElement) => {
    flushSync(() => setOpen(false))
    button.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <div {...rest} ref={block} id={id} className={`overflow-clip ${className} ${isOpen ? '' : HEIGHTS[lines]}`}>
        {children}
        {isCut || trailing}
      </div>
      {isCut && trailing}
      {isTall && (
        <Button
          variant="plain"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={({ currentTarget }) => (isOpen ? fold(currentTarget) : unfold())}
        >
          {isOpen ? strings.general.showLess : strings.general.showMore}
        </Button>
      )}
    </>
  )
}

/** Whether the block is taller than its visible part; while expanded, whether it was. */
function useTallness(block: RefObject<HTMLElement | null>, isOpen: boolean): boolean {
  const [isTall, setTall] = useState(false)
  useLayoutEffect(() => {
    const element = block.current
    if (!element || isOpen) return
    const measure = () => setTall(element.scrollHeight - element.clientHeight > SPACE_BELOW_PX)
    measure()
    const resizes = new ResizeObserver(measure)
    resizes.observe(element)
    return () => resizes.disconnect()
  }, [block, isOpen])
  return isTall
}

/** Calls back when the focus moves to an element below the visible part, because clipped blocks cannot be scrolled. */
function useFocusBelow(block: RefObject<HTMLElement | null>, onBelow: (focused: Element) => void) {
  const focused = useEffectEvent(({ target }: FocusEvent) => {
    const edge = block.current?.getBoundingClientRect().bottom ?? 0
    if (target instanceof Element && target.getBoundingClientRect().bottom > edge) onBelow(target)
  })
  useEffect(() => {
    const element = block.current
    const listening = new AbortController()
    element?.addEventListener('focusin', (event) => focused(event), listening)
    return () => listening.abort()
  }, [block])
}
