/** Texts of error pages. */
export const errorPages = {
  retry: 'Try again',
  brokenTitle: 'Something broke here',
  broken: 'It is our fault, not yours. What you were writing is kept.',
  missingTitle: 'There is nothing here',
  missing: 'The address may be wrong, or what was here may be gone.',
  home: 'Go to your messages',
} as const
