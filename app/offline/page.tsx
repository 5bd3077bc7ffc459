import { OfflineApp } from '@/components/app/offline-app'

/** Nobody's page: the same for everybody, kept by the service worker for when the server is out of reach. */
export default function OfflinePage() {
  return <OfflineApp />
}
