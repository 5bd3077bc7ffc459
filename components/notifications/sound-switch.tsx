'use client'

import { useSyncExternalStore } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { isSoundOn, onSoundChange, playSound, setSoundOn } from './sound'

/** Whether news may be heard on this device; switching it on lets it be heard. */
export function SoundSwitch() {
  const strings = useStrings()
  const isOn = useSyncExternalStore(onSoundChange, isSoundOn, () => true)
  const flip = () => {
    setSoundOn(!isOn)
    void playSound().catch(() => {}) // Without a sound device there is nothing to hear.
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
