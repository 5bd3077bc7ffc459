import { OfflineApp } from '@/components/app/offline-app'

/** The same page for everybody, cached by the service worker for when the server is unreachable. */
export default function OfflinePage() {
  return <OfflineApp />
}
