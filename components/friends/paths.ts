import type { Route } from 'next'

/** The page about a person. */
export const profilePath = (username: string) => `/u/${username}` as Route // Typed routes cannot know the name.
