import { en } from './en'
import { LANGUAGE } from './locale'

export type Strings = typeof en

/** The default language of the interface, as a BCP 47 tag. */
export const DEFAULT_LOCALE = LANGUAGE

const catalogues = new Map<string, Strings>([[DEFAULT_LOCALE, en]])

/** Returns the texts of the interface in that language, or in the default one where there is no such translation. */
export const stringsFor = (locale: string): Strings => catalogues.get(locale) ?? en

/** Returns the texts in the language of the document, for browser code outside React; inside it use useStrings. */
export const currentStrings = (): Strings =>
  stringsFor(typeof document === 'undefined' ? DEFAULT_LOCALE : (document.documentElement?.lang ?? DEFAULT_LOCALE))
