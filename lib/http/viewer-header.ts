import 'server-only'
import { AppError } from '@/lib/errors'
import { VIEWER_CHANGED, VIEWER_HEADER } from '@/lib/session/rules'
import type { Viewer } from '@/lib/session/viewer'
import type { EndpointRequest } from './endpoint'

/**
 * Refuses a request of a tab that shows somebody else than is signed in: the cookie is the browser's, and another tab has
 * changed it. A request without the header comes from no tab of Kith and speaks for its cookie.
 */
export function assertViewerUnchanged(viewer: Viewer, { header }: Pick<EndpointRequest, 'header'>) {
  const shown = header(VIEWER_HEADER)
  if (shown === undefined || shown === viewer.id) return
  throw new AppError('conflict', VIEWER_CHANGED, 'Somebody else had signed in to this browser.')
}
