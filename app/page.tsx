import { redirect } from 'next/navigation'
import { findViewer } from '@/lib/http/page-viewer'

export default async function Home() {
  redirect((await findViewer()) ? '/messages' : '/sign-in')
}
