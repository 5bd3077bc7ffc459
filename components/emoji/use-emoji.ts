'use client'

import { useEffect, useState } from 'react'
import { createDrawTest, drawableGroups } from './drawable-emoji'
import { type EmojiGroup, loadEmoji } from './emoji-groups'

type Loaded = { state: 'loading' | 'failed' } | { state: 'ready'; groups: readonly EmojiGroup[] }

let drawable: Promise<EmojiGroup[]> | undefined

/** Loads the emoji that this device draws; they are found out once. */
function loadDrawable(): Promise<EmojiGroup[]> {
  drawable ??= loadEmoji().then((groups) => drawableGroups(groups, createDrawTest()))
  drawable.catch(() => {
    drawable = undefined
  })
  return drawable
}

/** The emoji that this device draws. After a failure `retry` loads them anew. */
export function useEmoji() {
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads anew.
  useEffect(() => {
    let isShown = true
    const settle = (result: Loaded) => isShown && setLoaded(result)
    loadDrawable().then(
      (groups) => settle({ state: 'ready', groups }),
      () => settle({ state: 'failed' }),
    )
    return () => {
      isShown = false
    }
  }, [attempt])
  const retry = () => {
    setLoaded({ state: 'loading' })
    setAttempt(attempt + 1)
  }
  return { loaded, retry }
}
