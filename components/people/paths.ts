import type { Route } from 'next'

/** Path of a profile page. */
export const profilePath = (username: string) => `/u/${username}` as Route // Typed routes cannot know the name.
