'use client'

import { useState } from 'react'
import { inHeldOrder } from './held-order'

interface Identified {
  id: string
}

/**
 * The items as they come, except while a mouse is over them: then they keep their places, so that no click lands on
 * what has just moved under it. `hold` goes onto the list's element.
 */
export function useSteadyOrder<Item extends Identified>(items: Item[]) {
  const [held, setHeld] = useState<string[]>()
  return {
    items: held ? inHeldOrder(items, held) : items,
    hold: {
      onPointerEnter: (event: { pointerType: string }) =>
        event.pointerType === 'mouse' && setHeld(items.map(({ id }) => id)),
      onPointerLeave: () => setHeld(undefined),
    },
  }
}
