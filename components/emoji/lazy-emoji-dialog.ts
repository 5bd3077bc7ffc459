'use client'

import { currentStrings } from '@/components/strings/strings'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import { toast } from '@/components/ui/toasts'

/** The emoji dialog, loaded when it is first opened. A toast tells when that fails: its button must not seem dead. */
export const EmojiDialog = lazyDialog(
  () => import('./emoji-dialog').then((file) => file.EmojiDialog),
  () => toast({ key: 'emoji', text: currentStrings().emoji.failed }),
)
