'use client'

import { useStrings } from '@/components/strings/use-strings'
import { PictureChoice } from './picture-choice'
import { ProfileForm } from './profile-form'
import { SettingsPage } from './settings-page'

/** What others see of oneself. `screen` names what is open: this, or the settings, beside whose list it stands. */
export function ProfileSettings({ screen }: { screen: string }) {
  const strings = useStrings()
  return (
    <SettingsPage title={strings.you.profile.title} screen={screen}>
      <PictureChoice />
      <ProfileForm />
    </SettingsPage>
  )
}
