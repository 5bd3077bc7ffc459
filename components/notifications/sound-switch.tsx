'use client'

import { useSyncExternalStore } from 'react'
import { words } from '@/components/strings/en'
import { IconButton } from '@/components/ui/button'
import { isSoundOn, onSoundChange, playSound, setSoundOn } from './sound'

/** Whether news may be heard on this device; switching it on lets it be heard. */
export function SoundSwitch() {
  const isOn = useSyncExternalStore(onSoundChange, isSoundOn, () => true)
  const flip = () => {
    setSoundOn(!isOn)
    void playSound().catch(() => {}) // Without a sound device there is nothing to hear.
  }
  return (
    <IconButton
      icon={isOn ? 'sound' : 'soundOff'}
      label={words.notifications.sound}
      aria-pressed={isOn}
      onClick={flip}
    />
  )
}
