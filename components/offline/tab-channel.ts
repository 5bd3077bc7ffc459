/** Opens a channel between the tabs of this browser. Returns undefined where that is not possible. */
export function openTabChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined // An old browser, or one that blocks storage and with it such channels.
  }
}
