'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { DEFAULT_LOCALE, stringsFor } from './strings'

const LocaleContext = createContext(DEFAULT_LOCALE)

/** Sets the language of the interface for everything below. */
export const LocaleProvider = ({ locale, children }: { locale: string; children: ReactNode }) => (
  <LocaleContext value={locale}>{children}</LocaleContext>
)

/** Returns the texts of the interface in the language that LocaleProvider has set. */
export const useStrings = () => stringsFor(useContext(LocaleContext))
