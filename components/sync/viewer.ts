import { releaseDevice } from '@/components/offline/device-owner'
import { VIEWER_HEADER } from '@/lib/session/rules'

/** A page that still shows another viewer after a reload comes from a cache, so frequent reloads would not help. */
const MIN_RELOAD_INTERVAL_MS = 30_000
const LAST_RELOAD_KEY = 'kith.loaded-afresh'

let shown: string | undefined
let isReloading = false
let save = () => {}

/**
 * Sets the viewer of this document. From now on every call names them, and the server refuses it if another user is
 * signed in in this browser. The viewer of a document never changes, because timers outlive the screen that set them.
 */
export function setShownViewer(userId: string): void {
  if (shown !== undefined && shown !== userId) reloadTab()
  else shown = userId
}

/** Returns the header that names the viewer of this tab, or the given user; none before a viewer is set. */
export const viewerHeader = (userId = shown): Record<string, string> =>
  userId === undefined ? {} : { [VIEWER_HEADER]: userId }

/** Sets the function that `saveUnsentText` calls. Returns a function that removes it. */
export function onBeforeReload(saveAll: () => void): () => void {
  save = saveAll
  return () => {
    save = () => {}
  }
}

/** Saves the text that only this tab has, now and when the page is unloaded. */
export function saveUnsentText(): void {
  save()
  addEventListener('pagehide', save)
}

/**
 * Reloads the tab because another user than its viewer is signed in; once, however many calls find that out. Unsent
 * text is stored on the device for its author.
 */
export function reloadTab(): void {
  if (isReloading) return
  isReloading = true
  setTimeout(() => {
    saveUnsentText() // Only now, after the callers have put refused text back.
    if (shown !== undefined) releaseDevice(shown)
    withSessionStorage((storage) => storage.setItem(LAST_RELOAD_KEY, `${shown} ${Date.now()}`))
    location.reload()
  }, reloadDelayMs())
}

function reloadDelayMs(): number {
  const [viewerId, at] = withSessionStorage((storage) => storage.getItem(LAST_RELOAD_KEY))?.split(' ') ?? []
  const since = Date.now() - Number(at)
  return viewerId === shown && since >= 0 && since < MIN_RELOAD_INTERVAL_MS ? MIN_RELOAD_INTERVAL_MS - since : 0
}

function withSessionStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage)
  } catch {
    return undefined // Storage is forbidden or full.
  }
}
