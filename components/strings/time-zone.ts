import { TIME_ZONE_COOKIE } from '@/lib/session/rules'

export const deviceTimeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * Script that tells the server the time zone of the device, on every page, so that it knows the zone when the first page
 * with times is asked for. It contains no character that HTML would escape.
 */
export const timeZoneScript = `document.cookie=\`${TIME_ZONE_COOKIE}=\${Intl.DateTimeFormat().resolvedOptions().timeZone};path=/;max-age=31536000;samesite=lax\``
