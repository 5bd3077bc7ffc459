import 'server-only'
import { VIEWER_CHANGED, VIEWER_HEADER } from '@/lib/auth/rules'
import type { Viewer } from '@/lib/auth/viewer'
import { AppError } from '@/lib/errors'
import type { Incoming } from './endpoint'

/**
 * Refuses a request of a tab that shows somebody else than is signed in: the cookie is the browser's, and another tab has
 * changed it. A request without the header comes from no tab of Kith and speaks for its cookie.
 */
export function assertShownViewer(viewer: Viewer, { header }: Pick<Incoming, 'header'>) {
  const shown = header(VIEWER_HEADER)
  if (shown === undefined || shown === viewer.id) return
  throw new AppError('conflict', VIEWER_CHANGED, 'Somebody else had signed in to this browser.')
}
