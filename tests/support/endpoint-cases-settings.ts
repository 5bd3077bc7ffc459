import 'server-only'
import { type EndpointCase, emptyRequest, invalidField, type World } from './endpoint-case'
import { PNG } from './png'

/** The endpoints of what is one's own to set. */
export const settingsCases: Record<string, EndpointCase> = {
  'PATCH /api/me': {
    right: () => ({ body: { displayName: 'Alice B.', bio: 'New here.', seenOnlineBy: 'nobody', readReceipts: false } }),
    status: 200,
    wrong: () => ({ body: { plan: 'pro' } }),
    refusal: invalidField('plan'),
  },
  'POST /api/me/picture': {
    right: () => ({ bytes: PNG }),
    status: 200,
    form: true,
    wrong: () => ({ text: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    refusal: invalidField('picture'),
  },
  'DELETE /api/me/picture': { right: emptyRequest, status: 204 },
  'GET /api/pictures/:pictureId': {
    right: ({ pictureId }: World) => ({ params: { pictureId } }),
    status: 200,
    type: 'image/webp',
    cache: 'private, max-age=31536000, immutable',
  },
  'POST /api/me/password': {
    right: () => ({ body: { next: 'correct horse battery' } }), // Alice of the tests has none yet.
    status: 204,
    wrong: () => ({ body: { next: 'short' } }),
    refusal: invalidField('next'),
  },
  'GET /api/me/sessions': { right: emptyRequest, status: 200 },
  'DELETE /api/me/sessions': { right: emptyRequest, status: 204 },
  'DELETE /api/me/sessions/:sessionId': {
    right: ({ phoneId }: World) => ({ params: { sessionId: phoneId } }),
    status: 204,
    wrong: ({ bob }: World) => ({ params: { sessionId: bob.sessionId } }),
    refusal: { status: 404, code: 'not_found' },
  },
}
