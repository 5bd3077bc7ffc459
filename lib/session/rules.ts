/**
 * How long a device stays signed in: until it was not used for `idleDays`, and never longer than `days`, which is also
 * the life of its cookie.
 */
export const SESSION_LIFE = { idleDays: 180, days: 365 }

/** The header in which a tab says whom it shows, by their id. */
export const VIEWER_HEADER = 'kith-viewer'

/** The code of the refusal when somebody else is signed in than the tab shows. */
export const VIEWER_CHANGED = 'viewer_changed'

/** In this order: most browsers also name the one that they descend from. */
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

/** A device in short, from what its browser says of itself: "Firefox on Linux". Null when it says nothing known. */
export function deviceName(userAgent: string): string | null {
  const [browser, system] = [BROWSERS, SYSTEMS].map((known) => known.find(([, sign]) => sign.test(userAgent))?.[0])
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? null
}
