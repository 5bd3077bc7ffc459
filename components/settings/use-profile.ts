'use client'

import { useQueryClient } from '@tanstack/react-query'
import { patch, remove, upload } from '@/components/sync/api'
import type { MeResponse, Self } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'

/** Returns the actions that change the viewer's profile. Each resolves when the change is shown, and throws Problem. */
export function useProfile() {
  const queryClient = useQueryClient()
  const show = (change: Partial<Self>) =>
    queryClient.setQueryData<MeResponse>(queries.me.key(), (me) => me && { ...me, user: { ...me.user, ...change } })
  return {
    async change(fields: Partial<Pick<Self, 'displayName' | 'bio' | 'seenOnlineBy' | 'readReceipts'>>) {
      show((await patch<{ user: Self }>('/api/me', fields)).user)
    },
    async changePicture(file: File) {
      const { user } = await upload<{ user: Self }>('/api/me/picture', file)
      show(user)
      return user.pictureId
    },
    async removePicture() {
      await remove('/api/me/picture')
      show({ pictureId: null })
    },
  }
}
