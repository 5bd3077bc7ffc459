import { releaseDevice } from '@/components/offline/device-owner'
import { VIEWER_HEADER } from '@/lib/session/rules'

/**
 * Minimum interval of reloads: a page that shows the wrong user after a reload comes from a cache, so reloading again
 * would not help.
 */
const MIN_RELOAD_INTERVAL_MS = 30_000
const RELOADED = 'kith.loaded-afresh'

let shown: string | undefined
let isLeaving = false
let keep = () => {}

/**
 * Sets the user whom this document shows. Every call names them from now on, and the server refuses it when another
 * user is signed in. It lasts as long as the document, because timers outlive components.
 */
export function setShownViewer(userId: string): void {
  if (shown !== undefined && shown !== userId) reloadTab()
  else shown = userId
}

/** Returns the header that names the shown user, or the given one; empty before a user is set. */
export const viewerHeader = (userId = shown): Record<string, string> =>
  userId === undefined ? {} : { [VIEWER_HEADER]: userId }

/** Registers the function that `saveUnsentText` calls. Returns a function that removes it. */
export function onBeforeReload(keepAll: () => void): () => void {
  keep = keepAll
  return () => {
    keep = () => {}
  }
}

/** Saves the text that only this tab has, now and when the page is closed. */
export function saveUnsentText(): void {
  keep()
  addEventListener('pagehide', keep)
}

/**
 * Reloads the tab because another user is signed in than it shows; once, however many calls find that out. Unsent text
 * stays on the device for its author.
 */
export function reloadTab(): void {
  if (isLeaving) return
  isLeaving = true
  setTimeout(() => {
    saveUnsentText() // Only now, so that the caller has put refused text back.
    if (shown !== undefined) releaseDevice(shown)
    inSession((storage) => storage.setItem(RELOADED, `${shown} ${Date.now()}`))
    location.reload()
  }, msToWait())
}

function msToWait(): number {
  const [before, at] = inSession((storage) => storage.getItem(RELOADED))?.split(' ') ?? []
  const since = Date.now() - Number(at)
  return before === shown && since >= 0 && since < MIN_RELOAD_INTERVAL_MS ? MIN_RELOAD_INTERVAL_MS - since : 0
}

function inSession<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage)
  } catch {
    return undefined // Storage is forbidden or full.
  }
}
