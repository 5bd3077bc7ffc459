import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'

const LOOK_EVERY_MS = 60 * 60_000
/** The longest that a timer can wait: three weeks. */
const FOR_AS_LONG_AS_IT_TAKES = 2 ** 31 - 1

/** Registers the service worker, and offers a newer build as soon as it is there: never under somebody's hands. */
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
      if (stopped || !registration) return // Tools that forbid workers answer with nothing.
      watch(registration)
      timer = setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS)
    },
    () => {}, // Not over https, or forbidden: everything but the offline shell works without it.
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
