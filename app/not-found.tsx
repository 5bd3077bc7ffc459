import Link from 'next/link'
import { buttonLook } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { words } from '@/components/words'

export default function NotFound() {
  return (
    <main className="flex h-dvh">
      <title>{words.general.title(words.general.lostTitle, 0)}</title>
      <EmptyState
        icon="search"
        title={words.general.lostTitle}
        action={
          <Link href="/messages" className={buttonLook('quiet')}>
            {words.general.home}
          </Link>
        }
      >
        {words.general.lost}
      </EmptyState>
    </main>
  )
}
