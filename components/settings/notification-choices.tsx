'use client'

import { type ReactNode, useId, useSyncExternalStore } from 'react'
import {
  changeNotificationSettings,
  defaultNotificationSettings,
  notificationSettings,
  onNotificationSettingsChange,
  PREVIEWS,
} from '@/components/notifications/notification-settings'
import { turnOnSystemNotifications } from '@/components/notifications/offer-system-notifications'
import { playSound } from '@/components/notifications/sound'
import {
  onSystemPermissionChange,
  type SystemPermission,
  systemPermission,
} from '@/components/notifications/system-notifications'
import { useStrings } from '@/components/strings/use-strings'

/** How this device notifies its user. A choice applies at once, in every tab. */
export function NotificationChoices() {
  const text = useStrings().you.notifications
  const settings = useSyncExternalStore(onNotificationSettingsChange, notificationSettings, defaultNotificationSettings)
  const permission = useSyncExternalStore<SystemPermission>(onSystemPermissionChange, systemPermission, () => 'default')
  const isPossible = permission === 'granted' || permission === 'default'
  const setSound = (sound: boolean) => {
    changeNotificationSettings({ sound })
    if (sound) void playSound().catch(() => {}) // There is no sound device.
  }
  const setSystem = (system: boolean) => {
    if (system) void turnOnSystemNotifications()
    else changeNotificationSettings({ system })
  }
  return (
    <>
      <Group title={text.inApp}>
        <Switch {...text.sound} isOn={settings.sound} onChange={setSound} />
        <Switch {...text.toasts} isOn={settings.toasts} onChange={(toasts) => changeNotificationSettings({ toasts })} />
      </Group>
      <Group title={text.background}>
        <Switch
          {...text.system}
          isOn={settings.system && permission === 'granted'}
          isDisabled={!isPossible}
          onChange={setSystem}
        >
          <span role="status" className={permission === 'denied' ? 'text-warning' : undefined}>
            {text.states[permission]}
          </span>
        </Switch>
      </Group>
      <Group title={text.preview}>
        {PREVIEWS.map((preview) => (
          <label key={preview} className={`${ROW} has-checked:border-accent-ink has-checked:bg-accent-soft`}>
            <input
              type="radio"
              name="preview"
              value={preview}
              checked={settings.preview === preview}
              onChange={() => changeNotificationSettings({ preview })}
              className="size-5 shrink-0 accent-accent"
            />
            <span className="font-medium">{text.previews[preview]}</span>
          </label>
        ))}
      </Group>
    </>
  )
}

const ROW =
  'flex min-h-target cursor-pointer items-start gap-3 rounded-control border border-line p-3 transition-colors hover:bg-hover has-disabled:cursor-default has-disabled:hover:bg-transparent'

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex max-w-prose flex-col gap-2">
      <legend className="pb-2 font-medium text-small">{title}</legend>
      {children}
    </fieldset>
  )
}

interface SwitchProps {
  label: string
  why: string
  isOn: boolean
  isDisabled?: boolean
  onChange(isOn: boolean): void
  /** The state, below the explanation. */
  children?: ReactNode
}

function Switch({ label, why, isOn, isDisabled = false, onChange, children }: SwitchProps) {
  const id = useId()
  return (
    <label className={ROW}>
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        aria-label={label}
        aria-describedby={id}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        <span id={id} className="flex flex-col gap-1 text-muted text-small">
          <span>{why}</span>
          {children}
        </span>
      </span>
    </label>
  )
}
