import { redirect } from 'next/navigation'
import { viewerIfAny } from '@/lib/boundary/page'

export default async function Home() {
  redirect((await viewerIfAny()) ? '/messages' : '/sign-in')
}
