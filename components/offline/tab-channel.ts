/** Opens a channel between the tabs of this browser; undefined where that is not supported. */
export function openTabChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined // An old browser, or one with storage disabled.
  }
}
