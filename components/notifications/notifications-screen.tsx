'use client'

import { FailedState } from '@/components/screen/failed-state'
import { ScreenHeader } from '@/components/screen/screen-header'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { NOTIFICATION_DAYS } from '@/lib/notifications/rules'
import { NotificationRow } from './notification-row'
import { SoundSwitch } from './sound-switch'
import { useNotifications } from './use-notifications'

/** The viewer's notifications, newest first. Viewing them marks them as read on every device. */
export function NotificationsScreen() {
  const strings = useStrings()
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      <ScreenTitle>{strings.notifications.title}</ScreenTitle>
      <ScreenHeader title={strings.notifications.title} action={<SoundSwitch />} />
      <NotificationList />
    </div>
  )
}

function NotificationList() {
  const strings = useStrings()
  const { notifications, isNew, hasMore, loadMore, retry, ...list } = useNotifications()
  const state = useLoadState(list.state)
  const rows = useRowKeyboard(notifications.length)
  if (state === 'loading') return <SkeletonRows label={strings.notifications.loading} />
  if (state === 'error') return <FailedState onRetry={retry} />
  if (notifications.length === 0 && !hasMore)
    return (
      <EmptyState icon="bell" title={strings.notifications.none}>
        {strings.notifications.noneWhy}
      </EmptyState>
    )
  return (
    <div className="w-full max-w-thread pb-4 md:px-2">
      <ul aria-label={strings.notifications.list} {...rows}>
        {notifications.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} isNew={isNew(notification)} />
        ))}
      </ul>
      {hasMore ? (
        <LoadMore page={notifications.length} label={strings.notifications.older} onReach={loadMore} />
      ) : (
        <p className="px-4 py-4 text-caption text-muted">{strings.notifications.kept(NOTIFICATION_DAYS)}</p>
      )}
    </div>
  )
}
