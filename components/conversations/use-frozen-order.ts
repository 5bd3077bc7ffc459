'use client'

import { useState } from 'react'
import { freezeOrder } from './freeze-order'

interface Identified {
  id: string
}

/**
 * The items as they come, except while a mouse is over them: then they keep their places, so that no click lands on
 * what has just moved under it. `hold` goes onto the list's element.
 */
export function useFrozenOrder<Item extends Identified>(items: Item[]) {
  const [held, setHeld] = useState<string[]>()
  return {
    items: held ? freezeOrder(items, held) : items,
    hold: {
      onPointerEnter: (event: { pointerType: string }) =>
        event.pointerType === 'mouse' && setHeld(items.map(({ id }) => id)),
      onPointerLeave: () => setHeld(undefined),
    },
  }
}
