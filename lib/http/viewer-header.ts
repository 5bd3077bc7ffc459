import 'server-only'
import { AppError } from '@/lib/errors'
import { VIEWER_CHANGED, VIEWER_HEADER } from '@/lib/session/rules'
import type { Viewer } from '@/lib/session/viewer'
import type { EndpointRequest } from './endpoint'

/**
 * Throws 409 when the tab shows another user than the one signed in: the cookie belongs to the browser, and another tab
 * may have changed it. A request without the header does not come from a tab and is judged by its cookie alone.
 */
export function assertViewerUnchanged(viewer: Viewer, { header }: Pick<EndpointRequest, 'header'>) {
  const shown = header(VIEWER_HEADER)
  if (shown === undefined || shown === viewer.id) return
  throw new AppError('conflict', VIEWER_CHANGED, 'Somebody else had signed in to this browser.')
}
