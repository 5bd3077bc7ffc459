/** Shows the count on the icon of the installed app, where supported. */
export function setAppBadge(count: number) {
  if (!('setAppBadge' in navigator)) return
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()
  shown.catch(() => {}) // Not installed, or forbidden.
}
