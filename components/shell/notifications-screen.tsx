import { EmptyState } from '@/components/ui/empty-state'
import { words } from '@/components/words'
import { ScreenHeader } from './screen-header'
import { ScreenTitle } from './screen-title'

export function NotificationsScreen() {
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      <ScreenTitle>{words.notifications.title}</ScreenTitle>
      <ScreenHeader title={words.notifications.title} />
      <EmptyState icon="bell" title={words.notifications.none} />
    </div>
  )
}
