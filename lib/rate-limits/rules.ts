/** Allows `max` attempts in `windowSeconds`, counted under `key`. */
export interface RateLimit {
  key: string
  max: number
  windowSeconds: number
}

/** From this value on a limit is not counted at all. */
export const UNLIMITED = 1e9
