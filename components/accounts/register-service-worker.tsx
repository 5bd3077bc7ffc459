'use client'

import { useEffect } from 'react'

/** Registers the service worker for signed-out pages, so that a start without a connection shows the app. */
export function RegisterServiceWorker() {
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    // Loaded after the page, which does not need it.
    void import('@/components/offline/service-worker').then(
      ({ startServiceWorker }) => {
        if (!isGone) stop = startServiceWorker()
      },
      () => {}, // The connection is lost; the next page tries it again.
    )
    return () => {
      isGone = true
      stop?.()
    }
  }, [])
  return null
}
