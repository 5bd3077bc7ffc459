'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { personIdFromQuery } from '@/components/people/details-path'
import { FailedState } from '@/components/screen/failed-state'
import { ScreenHeader } from '@/components/screen/screen-header'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { iconButtonVariant } from '@/components/ui/button-variants'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LoadMore } from '@/components/ui/load-more'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { NOTIFICATION_DAYS } from '@/lib/notifications/rules'
import { NotificationRow } from './notification-row'
import { useNotifications } from './use-notifications'

/** The viewer's notifications, newest first. Viewing them marks them as read on every device. */
export function NotificationsScreen() {
  const strings = useStrings()
  const isPersonShown = personIdFromQuery(useSearchParams()) !== undefined
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <ScreenTitle>{strings.notifications.title}</ScreenTitle>
      <div className="flex min-h-0 w-full min-w-0 flex-col overflow-y-auto md:w-list md:shrink-0 md:border-line md:border-e md:bg-side">
        <ScreenHeader title={strings.notifications.title} action={<SettingsLink />} />
        <NotificationList />
      </div>
      {!isPersonShown && (
        <div className="flex min-w-0 grow max-md:hidden">
          <EmptyState icon="bell" title={strings.frame.chooseNotification}>
            {strings.frame.chooseNotificationWhy}
          </EmptyState>
        </div>
      )}
    </div>
  )
}

function SettingsLink() {
  const { title } = useStrings().you.notifications
  return (
    <Link
      prefetch={false}
      href="/settings/notifications"
      aria-label={title}
      title={title}
      className={iconButtonVariant('muted')}
    >
      <Icon name="sliders" className="size-5" />
    </Link>
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
    <div className="w-full pb-4">
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
