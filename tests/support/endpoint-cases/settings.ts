import 'server-only'
import { PNG } from '@/tests/support/png'
import { type EndpointCase, type EndpointWorld, emptyRequest, invalidField } from './endpoint-case'

/** Cases for the endpoints of the user's own profile, password and sessions. */
export const settingsCases: Record<string, EndpointCase> = {
  'PATCH /api/me': {
    validRequest: () => ({
      body: { displayName: 'Alice B.', bio: 'New here.', seenOnlineBy: 'nobody', readReceipts: false },
    }),
    status: 200,
    invalidRequest: () => ({ body: { plan: 'pro' } }),
    refusal: invalidField('plan'),
  },
  'POST /api/me/picture': {
    validRequest: () => ({ bytes: PNG }),
    status: 200,
    isNotJson: true,
    invalidRequest: () => ({ text: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    refusal: invalidField('picture'),
  },
  'DELETE /api/me/picture': { validRequest: emptyRequest, status: 204 },
  'GET /api/pictures/:pictureId': {
    validRequest: ({ pictureId }: EndpointWorld) => ({ params: { pictureId } }),
    status: 200,
    type: 'image/webp',
    cache: 'private, max-age=31536000, immutable',
  },
  'POST /api/me/password': {
    validRequest: () => ({ body: { next: 'correct horse battery' } }), // Alice has no password in these tests.
    status: 204,
    invalidRequest: () => ({ body: { next: 'short' } }),
    refusal: invalidField('next'),
  },
  'GET /api/me/sessions': { validRequest: emptyRequest, status: 200 },
  'DELETE /api/me/sessions': { validRequest: emptyRequest, status: 204 },
  'DELETE /api/me/sessions/:sessionId': {
    validRequest: ({ phoneId }: EndpointWorld) => ({ params: { sessionId: phoneId } }),
    status: 204,
    invalidRequest: ({ bob }: EndpointWorld) => ({ params: { sessionId: bob.sessionId } }),
    refusal: { status: 404, code: 'not_found' },
  },
}
