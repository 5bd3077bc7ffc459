import { releaseDevice } from '@/components/offline/device-owner'
import { VIEWER_HEADER } from '@/lib/session/rules'

/** A page that is still somebody else's after it was loaded afresh comes out of a cache: to load it on and on helps nobody. */
const MIN_RELOAD_INTERVAL_MS = 30_000
const RELOADED = 'kith.loaded-afresh'

let shown: string | undefined
let isLeaving = false
let keep = () => {}

/**
 * Says whom this document shows. From now on every call of it names them, and the server refuses it once somebody else
 * is signed in to the browser. It lasts as long as the document, because timers outlive the screen that set them.
 */
export function setShownViewer(userId: string): void {
  if (shown !== undefined && shown !== userId) reloadTab()
  else shown = userId
}

/** The header that names whom this tab shows, or the person given; none before it shows anybody. */
export const viewerHeader = (userId = shown): Record<string, string> =>
  userId === undefined ? {} : { [VIEWER_HEADER]: userId }

/** `keepWritten` will call it. Answers with what takes that back. */
export function onBeforeReload(keepAll: () => void): () => void {
  keep = keepAll
  return () => {
    keep = () => {}
  }
}

/** Keeps what only this tab has of what its person wrote, now and as the page goes away. */
export function saveUnsentText(): void {
  keep()
  addEventListener('pagehide', keep)
}

/**
 * Loads the tab anew, because somebody else is signed in than it shows; once, however many calls find that out. What was
 * written in it stays on the device for its writer.
 */
export function reloadTab(): void {
  if (isLeaving) return
  isLeaving = true
  setTimeout(() => {
    saveUnsentText() // Only now, so that whoever made the call has put back what was refused.
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
    return undefined // Forbidden, or full.
  }
}
