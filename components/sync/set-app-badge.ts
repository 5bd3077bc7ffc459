/** Shows a number on the icon of the installed app (Badging API); does nothing if that is not supported. */
export function setAppBadge(count: number) {
  if (!('setAppBadge' in navigator)) return
  const result = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()
  result.catch(() => {}) // Not installed, or forbidden.
}
