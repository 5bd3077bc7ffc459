/** The language of the texts of the interface, as a BCP 47 tag. */
export const LANGUAGE = 'en'

const FALLBACK = 'en-GB'

/**
 * Returns the first English tag among a reader's languages that Intl accepts, else British English. The list comes from
 * settings or a header, so it may be missing, empty or contain invalid language tags.
 */
export function pickEnglishLocale(languages: readonly unknown[] | undefined): string {
  const isEnglish = (tag: unknown): tag is string => typeof tag === 'string' && /^en\b/i.test(tag) && isSupported(tag)
  return languages?.find(isEnglish) ?? FALLBACK
}

function isSupported(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false // RangeError: not a valid BCP 47 tag.
  }
}
