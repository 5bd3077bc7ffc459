'use client'

import { useState } from 'react'
import { freezeOrder } from './freeze-order'

interface Identified {
  id: string
}

/**
 * Returns the items in their current order. While a mouse is over the list the order is frozen, so that no row moves
 * under the pointer just before a click. Spread `pointerHandlers` on the list's element.
 */
export function useFrozenOrder<Item extends Identified>(items: Item[]) {
  const [frozenIds, setFrozenIds] = useState<string[]>()
  return {
    items: frozenIds ? freezeOrder(items, frozenIds) : items,
    pointerHandlers: {
      onPointerEnter: (event: { pointerType: string }) =>
        event.pointerType === 'mouse' && setFrozenIds(items.map(({ id }) => id)),
      onPointerLeave: () => setFrozenIds(undefined),
    },
  }
}
