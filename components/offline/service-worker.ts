import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'

const UPDATE_INTERVAL_MS = 60 * 60_000
/** The longest delay of a timer, over three weeks. */
const MAX_TIMER_MS = 2 ** 31 - 1

/**
 * Registers the service worker, and offers a newer build with a toast instead of reloading the page while it is used.
 * Returns a function that stops it.
 */
export function startServiceWorker(): () => void {
  if (!('serviceWorker' in navigator)) return () => {}
  const { serviceWorker } = navigator
  const wasControlled = serviceWorker.controller !== null
  let stopped = false
  let timer: ReturnType<typeof setInterval> | undefined
  const reload = () => {
    if (wasControlled) location.reload()
  }
  serviceWorker.addEventListener('controllerchange', reload)
  serviceWorker.register('/sw.js', { updateViaCache: 'none' }).then(
    (registration: ServiceWorkerRegistration | undefined) => {
      if (stopped || !registration) return // Undefined where a tool forbids workers.
      offerUpdates(registration)
      timer = setInterval(() => void registration.update().catch(() => {}), UPDATE_INTERVAL_MS)
    },
    () => {}, // Plain http, or forbidden: everything except the offline shell works without it.
  )
  return () => {
    stopped = true
    clearInterval(timer)
    serviceWorker.removeEventListener('controllerchange', reload)
  }
}

function offerUpdates(registration: ServiceWorkerRegistration) {
  const strings = currentStrings()
  const offer = (worker: ServiceWorker | null) => {
    if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return
    toast({
      text: strings.offline.newVersion,
      action: { label: strings.offline.reload, run: () => worker.postMessage('take over') },
      durationMs: MAX_TIMER_MS,
    })
  }
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => offer(worker))
  })
}
