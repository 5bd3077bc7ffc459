/** Texts of error pages. */
export const errorPages = {
  retry: 'Try again',
  brokenTitle: 'Something went wrong',
  broken: 'This is a fault in Kith. What you were writing is kept.',
  missingTitle: 'Page not found',
  missing: 'The address may be wrong, or the page may have been removed.',
  home: 'Go to your messages',
} as const
