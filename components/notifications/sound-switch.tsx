'use client'

import { useSyncExternalStore } from 'react'
import { IconButton } from '@/components/ui/button'
import { words } from '@/components/words'
import { chooseSound, isSoundOn, onSoundChange, playSound } from './sound'

/** Whether news may be heard on this device; switching it on lets it be heard. */
export function SoundSwitch() {
  const isOn = useSyncExternalStore(onSoundChange, isSoundOn, () => true)
  const flip = () => {
    chooseSound(!isOn)
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
