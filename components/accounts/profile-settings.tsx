import { words } from '@/components/words'
import { PictureChoice } from './picture-choice'
import { ProfileForm } from './profile-form'
import { SettingsRoom } from './settings-room'

/** What others see of oneself. `screen` names what is open: this, or the settings, beside whose list it stands. */
export function ProfileSettings({ screen }: { screen: string }) {
  return (
    <SettingsRoom title={words.you.profile.title} screen={screen}>
      <PictureChoice />
      <ProfileForm />
    </SettingsRoom>
  )
}
