import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'

const LOOK_EVERY_MS = 60 * 60_000
/** Maximum delay of a timer: about three weeks. */
const FOR_AS_LONG_AS_IT_TAKES = 2 ** 31 - 1

/** Registers the service worker and offers a new build in a toast; it is never activated without the user's choice. */
export function startServiceWorker(): () => void {
  if (!('serviceWorker' in navigator)) return () => {}
  const { serviceWorker } = navigator
  const hadOne = serviceWorker.controller !== null
  let stopped = false
  let timer: ReturnType<typeof setInterval> | undefined
  const reload = () => {
    if (hadOne) location.reload()
  }
  serviceWorker.addEventListener('controllerchange', reload)
  serviceWorker.register('/sw.js', { updateViaCache: 'none' }).then(
    (registration: ServiceWorkerRegistration | undefined) => {
      if (stopped || !registration) return // Where workers are blocked, the result may be undefined.
      watch(registration)
      timer = setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS)
    },
    () => {}, // Not available without https or when forbidden; only offline use is lost.
  )
  return () => {
    stopped = true
    clearInterval(timer)
    serviceWorker.removeEventListener('controllerchange', reload)
  }
}

function watch(registration: ServiceWorkerRegistration) {
  const strings = currentStrings()
  const offer = (worker: ServiceWorker | null) => {
    if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return
    toast({
      text: strings.offline.newVersion,
      action: { label: strings.offline.reload, run: () => worker.postMessage('take over') },
      durationMs: FOR_AS_LONG_AS_IT_TAKES,
    })
  }
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => offer(worker))
  })
}
