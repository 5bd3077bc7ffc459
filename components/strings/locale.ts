const FALLBACK = 'en-GB'

/**
 * Returns the first English tag among a browser's languages that Intl accepts, else British English. The list comes
 * from settings, so it may be missing, empty or hold what is no language tag at all.
 */
export function pickEnglishLocale(languages: readonly unknown[] | undefined): string {
  const isEnglish = (tag: unknown): tag is string => typeof tag === 'string' && /^en\b/i.test(tag) && isSupported(tag)
  return languages?.find(isEnglish) ?? FALLBACK
}

function isSupported(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false // RangeError: not a tag of BCP 47.
  }
}

/** The reader's English: it decides how dates, times and numbers are written. */
export const locale = pickEnglishLocale(typeof navigator === 'undefined' ? undefined : navigator.languages)
