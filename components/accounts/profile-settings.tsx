import { words } from '@/components/strings/en'
import { PictureChoice } from './picture-choice'
import { ProfileForm } from './profile-form'
import { SettingsPage } from './settings-page'

/** What others see of oneself. `screen` names what is open: this, or the settings, beside whose list it stands. */
export function ProfileSettings({ screen }: { screen: string }) {
  return (
    <SettingsPage title={words.you.profile.title} screen={screen}>
      <PictureChoice />
      <ProfileForm />
    </SettingsPage>
  )
}
