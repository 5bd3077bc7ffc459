'use client'

import { useState } from 'react'
import type { Conversation } from '@/lib/conversations/schema'
import { openingSeqOf } from './opening-seq'

/**
 * Where a conversation opens that has more unread messages than the newest page holds: returns the seq that was read
 * last, so that the first unread message is loaded with what comes before it; undefined for the newest page, and where
 * the URL names a message. It stays the same while the conversation is open.
 */
export function useOpeningSeq(conversation: Conversation | undefined, at: number | undefined): number | undefined {
  const [seq, setSeq] = useState<number | 'newest'>()
  if (seq === undefined && conversation) {
    setSeq((at === undefined ? openingSeqOf(conversation) : undefined) ?? 'newest')
  }
  return at === undefined && typeof seq === 'number' ? seq : undefined
}
