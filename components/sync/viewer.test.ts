import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFakeStorage } from '@/components/offline/fake-storage'

const reload = vi.fn()
let page = new EventTarget()
let sent: (string | null)[] = []
const answer = vi.fn(() => Response.json({}))
const refused = () => Response.json({ code: 'viewer_changed', detail: 'Somebody else.' }, { status: 409 })

beforeEach(() => {
  vi.useFakeTimers()
  reload.mockClear()
  sent = []
  page = new EventTarget()
  answer.mockImplementation(() => Response.json({}))
  vi.stubGlobal('sessionStorage', createFakeStorage())
  vi.stubGlobal('localStorage', createFakeStorage())
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('fetch', async (_: string, { headers }: RequestInit) => {
    sent.push(new Headers(headers).get('kith-viewer'))
    return answer()
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A document of its own: what it shows lasts as long as it does. */
async function openDocument() {
  vi.resetModules()
  const [viewer, api, { Problem }] = await Promise.all([import('./viewer'), import('./api'), import('./problem')])
  const codeOf = async (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    )
  return { ...viewer, ...api, codeOf }
}

it('every call of a tab names whom it shows, and before it shows anybody nobody', async () => {
  const { setShownViewer: showViewer, get, post, patch, upload, remove } = await openDocument()
  await get('/api/me')
  showViewer('alice')
  const body = new Blob(['x'])
  await Promise.all([get('/api/me'), post('/a'), post('/a', {}, { keepalive: true }), patch('/a', {}), remove('/a')])
  await upload('/a', body)
  expect(sent).toEqual([null, ...Array.from({ length: 6 }, () => 'alice')])
})

it('calls that find somebody else signed in load the tab afresh once, after what was written is kept', async () => {
  const { setShownViewer: showViewer, onBeforeReload: onLeaving, get, post, codeOf } = await openDocument()
  const happened: string[] = []
  reload.mockImplementation(() => happened.push('loaded'))
  showViewer('alice')
  onLeaving(() => happened.push('kept'))
  answer.mockImplementation(refused)
  const calls = [get('/a'), post('/b'), get('/c')].map((call) =>
    codeOf(call).then((code) => {
      happened.push(code)
    }),
  )
  await Promise.all(calls)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(happened).toEqual(['viewer_changed', 'viewer_changed', 'viewer_changed', 'kept', 'loaded'])
  page.dispatchEvent(new Event('pagehide'))
  expect(happened.at(-1)).toBe('kept') // Typed while the page was on its way out.
})

it("a page that is still somebody else's is not loaded on and on", async () => {
  answer.mockImplementation(refused)
  const first = await openDocument()
  first.setShownViewer('alice')
  await first.codeOf(first.get('/a'))
  await vi.advanceTimersByTimeAsync(0)
  expect(reload).toHaveBeenCalledTimes(1)

  const second = await openDocument()
  second.setShownViewer('alice')
  await second.codeOf(second.get('/a'))
  await vi.advanceTimersByTimeAsync(29_000)
  expect(reload).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(reload).toHaveBeenCalledTimes(2)
})

it('a tab follows at once however quickly people change', async () => {
  answer.mockImplementation(refused)
  for (const person of ['alice', 'carol', 'alice']) {
    reload.mockClear()
    const { setShownViewer: showViewer, codeOf, get } = await openDocument()
    showViewer(person)
    await codeOf(get('/a'))
    await vi.advanceTimersByTimeAsync(0)
    expect(reload).toHaveBeenCalledOnce()
  }
})

it('a document that is to show a second person loads afresh, and calls as the first until then', async () => {
  const { setShownViewer: showViewer, get } = await openDocument()
  showViewer('alice')
  showViewer('alice')
  await vi.advanceTimersByTimeAsync(0)
  expect(reload).not.toHaveBeenCalled()
  showViewer('carol')
  await get('/a')
  expect(sent).toEqual(['alice'])
  await vi.advanceTimersByTimeAsync(0)
  expect(reload).toHaveBeenCalledOnce()
})

it('another refusal loads nothing afresh', async () => {
  const { setShownViewer: showViewer, get, codeOf } = await openDocument()
  showViewer('alice')
  answer.mockImplementation(() => Response.json({ code: 'already_friends' }, { status: 409 }))
  expect(await codeOf(get('/a'))).toBe('already_friends')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(reload).not.toHaveBeenCalled()
})
