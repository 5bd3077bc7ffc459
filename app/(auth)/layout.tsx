import type { ReactNode } from 'react'
import { RegisterServiceWorker } from '@/components/accounts/register-service-worker'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <RegisterServiceWorker />
      {children}
    </>
  )
}
