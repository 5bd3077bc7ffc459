'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useHydrated } from '@/components/use-hydrated'
import { pickEnglishLocale } from './locale'
import { type TimeFormat, timeFormat } from './time-format'
import { deviceTimeZone } from './time-zone'

interface Reader {
  locale: string
  /** Undefined on the server before the device has told it; times are invisible then. */
  timeZone: string | undefined
  /** The time of the server when it rendered the page, in ms; undefined where it did not. */
  renderedAt: number | undefined
}

const ReaderContext = createContext<Reader | undefined>(undefined)

interface Props {
  locale: string
  /** Undefined when the device has not told its time zone yet. */
  timeZone: string | undefined
  renderedAt: number
  children: ReactNode
}

/**
 * Sets the locale and time zone for all times below. The first render repeats the server's; if the device is in another
 * zone by now, all times change together afterwards.
 */
export function ReaderProvider({ locale, timeZone, renderedAt, children }: Props) {
  const [zone, setZone] = useState(timeZone)
  useEffect(() => setZone(deviceTimeZone()), [])
  return <ReaderContext value={{ locale, timeZone: zone, renderedAt }}>{children}</ReaderContext>
}

/** Returns the formats of times for the reader of this page. */
export function useTimeFormat(): TimeFormat {
  const { locale, timeZone } = useReader()
  return timeFormat({ locale, timeZone: timeZone ?? 'UTC' })
}

/** Returns the reader of this page; without a provider, as in the app that starts offline, the settings of the device. */
export function useReader(): Reader & { isHydrated: boolean } {
  const reader = useContext(ReaderContext)
  const isHydrated = useHydrated()
  return { ...(reader ?? (isHydrated ? deviceReader() : UNKNOWN)), isHydrated }
}

const UNKNOWN: Reader = { locale: pickEnglishLocale(undefined), timeZone: undefined, renderedAt: undefined }

let device: Reader | undefined

function deviceReader(): Reader {
  device ??= { locale: pickEnglishLocale(navigator.languages), timeZone: deviceTimeZone(), renderedAt: undefined }
  return device
}
