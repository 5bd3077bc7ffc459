'use client'

import { useSyncExternalStore } from 'react'

/** Whether the window matches a media query; on the server it does. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const media = matchMedia(query)
      media.addEventListener('change', notify)
      return () => media.removeEventListener('change', notify)
    },
    () => matchMedia(query).matches,
    () => true,
  )
}
