/** Shows how many wait on the icon of an installed Kith; nothing where there is no such icon. */
export function setAppBadge(count: number) {
  if (!('setAppBadge' in navigator)) return
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()
  shown.catch(() => {}) // Not installed, or forbidden: then nobody sees it.
}
