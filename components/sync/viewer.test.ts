import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFakeStorage } from '@/components/offline/fake-storage'

const reload = vi.fn()
let page = new EventTarget()
let sent: (string | null)[] = []
const respond = vi.fn(() => Response.json({}))
const refused = () => Response.json({ code: 'viewer_changed', detail: 'Somebody else.' }, { status: 409 })

beforeEach(() => {
  vi.useFakeTimers()
  reload.mockClear()
  sent = []
  page = new EventTarget()
  respond.mockImplementation(() => Response.json({}))
  vi.stubGlobal('sessionStorage', createFakeStorage())
  vi.stubGlobal('localStorage', createFakeStorage())
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('fetch', async (_: string, { headers }: RequestInit) => {
    sent.push(new Headers(headers).get('kith-viewer'))
    return respond()
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Loads the modules anew, as a new document does. */
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

it('every call of a tab names its viewer in the kith-viewer header, and none before the viewer is set', async () => {
  const { setShownViewer, get, post, patch, upload, remove } = await openDocument()
  await get('/api/me')
  setShownViewer('alice')
  const body = new Blob(['x'])
  await Promise.all([get('/api/me'), post('/a'), post('/a', {}, { keepalive: true }), patch('/a', {}), remove('/a')])
  await upload('/a', body)
  expect(sent).toEqual([null, ...Array.from({ length: 6 }, () => 'alice')])
})

it('calls that fail with viewer_changed reload the tab once, after unsent text was saved', async () => {
  const { setShownViewer, onBeforeReload, get, post, codeOf } = await openDocument()
  const log: string[] = []
  reload.mockImplementation(() => log.push('reloaded'))
  setShownViewer('alice')
  onBeforeReload(() => log.push('saved'))
  respond.mockImplementation(refused)
  const calls = [get('/a'), post('/b'), get('/c')].map((call) =>
    codeOf(call).then((code) => {
      log.push(code)
    }),
  )
  await Promise.all(calls)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(log).toEqual(['viewer_changed', 'viewer_changed', 'viewer_changed', 'saved', 'reloaded'])
  page.dispatchEvent(new Event('pagehide'))
  expect(log.at(-1)).toBe('saved') // Text typed while the page is being unloaded.
})

it('a tab is reloaded at most every 30 s while its page still shows another viewer', async () => {
  respond.mockImplementation(refused)
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

it('a tab is reloaded at once after each change of the viewer', async () => {
  respond.mockImplementation(refused)
  for (const person of ['alice', 'carol', 'alice']) {
    reload.mockClear()
    const { setShownViewer, codeOf, get } = await openDocument()
    setShownViewer(person)
    await codeOf(get('/a'))
    await vi.advanceTimersByTimeAsync(0)
    expect(reload).toHaveBeenCalledOnce()
  }
})

it('setting a second viewer reloads the tab, and its calls name the first one until then', async () => {
  const { setShownViewer, get } = await openDocument()
  setShownViewer('alice')
  setShownViewer('alice')
  await vi.advanceTimersByTimeAsync(0)
  expect(reload).not.toHaveBeenCalled()
  setShownViewer('carol')
  await get('/a')
  expect(sent).toEqual(['alice'])
  await vi.advanceTimersByTimeAsync(0)
  expect(reload).toHaveBeenCalledOnce()
})

it('a 409 with another code does not reload the tab', async () => {
  const { setShownViewer, get, codeOf } = await openDocument()
  setShownViewer('alice')
  respond.mockImplementation(() => Response.json({ code: 'already_friends' }, { status: 409 }))
  expect(await codeOf(get('/a'))).toBe('already_friends')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(reload).not.toHaveBeenCalled()
})
