'use client'

import { type ComponentType, useEffect, useEffectEvent, useState } from 'react'

interface DialogProps {
  open: boolean
  onClose(): void
}

/**
 * Returns a dialog, or a part of a screen that is opened like one, whose code is loaded when it is first
 * opened. If that fails, as on a lost connection, it closes again, and `onFail` is called; the next attempt loads it anew.
 */
export function lazyDialog<Props extends DialogProps>(load: () => Promise<ComponentType<Props>>, onFail?: () => void) {
  return function LazyDialog(props: Props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props>>()
    const { open } = props
    const fail = useEffectEvent(() => {
      props.onClose()
      onFail?.()
    })
    const isNeeded = open && !Loaded
    useEffect(() => {
      if (!isNeeded) return
      load().then(
        (dialog) => setLoaded(() => dialog),
        () => fail(),
      )
    }, [isNeeded])
    return Loaded ? <Loaded {...props} /> : null
  }
}
