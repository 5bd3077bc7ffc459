import 'server-only'
import { cookies, headers } from 'next/headers'
import { TIME_ZONE_COOKIE } from '@/lib/session/rules'

/** What decides how a page writes times. */
export interface ReaderSettings {
  /** BCP 47 tags, the preferred one first. */
  languages: string[]
  /** IANA name, as the browser has told it; undefined at the first visit. */
  timeZone: string | undefined
  /** The time at which the page is rendered, in ms. */
  renderedAt: number
}

/** Returns the reader's settings from the headers of the request of a page. */
export async function readerSettings(): Promise<ReaderSettings> {
  const accepted = (await headers()).get('accept-language')
  const told = (await cookies()).get(TIME_ZONE_COOKIE)?.value
  return { languages: parseLanguages(accepted ?? ''), timeZone: validTimeZone(told), renderedAt: Date.now() }
}

/** Parses an Accept-Language header. A language that is refused (`q=0`) or malformed is left out. */
export function parseLanguages(header: string): string[] {
  return header
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}

/** Returns the time zone if Intl knows it: a cookie may hold anything. */
export function validTimeZone(name: string | undefined): string | undefined {
  try {
    return name && new Intl.DateTimeFormat('en', { timeZone: name }) ? name : undefined
  } catch {
    return undefined
  }
}
