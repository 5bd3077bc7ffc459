'use client'

import { useStrings } from '@/components/strings/use-strings'
import { PictureChoice } from './picture-choice'
import { ProfileForm } from './profile-form'
import { SettingsPage } from './settings-page'

/** The viewer's profile settings. `screen` is the title of the document. */
export function ProfileSettings({ screen }: { screen: string }) {
  const strings = useStrings()
  return (
    <SettingsPage title={strings.you.profile.title} screen={screen}>
      <PictureChoice />
      <ProfileForm />
    </SettingsPage>
  )
}
