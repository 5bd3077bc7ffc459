/** Connects the tabs of this browser; undefined where they cannot talk to each other. */
export function openTabChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined // Too old a browser, or one that keeps nothing and so connects nothing.
  }
}
