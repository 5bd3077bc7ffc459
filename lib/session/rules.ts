/**
 * Lifetime of a session: it ends after `idleDays` without use, and after `days`, the lifetime of its cookie, in any
 * case.
 */
export const SESSION_LIFE = { idleDays: 180, days: 365 }

/** Header in which a tab names the user it shows, by id. */
export const VIEWER_HEADER = 'kith-viewer'

/** Cookie in which a browser tells its time zone, so that the server can write times. */
export const TIME_ZONE_COOKIE = 'kith-time-zone'

/** Error code when another user is signed in than the tab shows. */
export const VIEWER_CHANGED = 'viewer_changed'

/** The order matters: most browsers also name the one they derive from. */
const BROWSERS: [name: string, sign: RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\b(OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/.*\bSafari\//],
  ['curl', /^curl\//],
]

const SYSTEMS: [name: string, sign: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Chrome OS', /\bCrOS\b/],
  ['Mac', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]

/** Returns a short device name from the user agent, such as "Firefox on Linux"; null when unknown. */
export function deviceName(userAgent: string): string | null {
  const [browser, system] = [BROWSERS, SYSTEMS].map((known) => known.find(([, sign]) => sign.test(userAgent))?.[0])
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? null
}
