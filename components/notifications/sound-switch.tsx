'use client'

import { useSyncExternalStore } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { isSoundOn, onSoundChange, playSound, setSoundOn } from './sound'

/** Switches the notification sound of this device; switching it on plays it. */
export function SoundSwitch() {
  const strings = useStrings()
  const isOn = useSyncExternalStore(onSoundChange, isSoundOn, () => true)
  const flip = () => {
    setSoundOn(!isOn)
    void playSound().catch(() => {}) // There is no sound device.
  }
  return (
    <IconButton
      icon={isOn ? 'sound' : 'soundOff'}
      label={strings.notifications.sound}
      aria-pressed={isOn}
      onClick={flip}
    />
  )
}
