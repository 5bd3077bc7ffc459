/** Texts of the emoji picker. */
export const emoji = {
  title: 'Choose an emoji',
  open: 'Insert an emoji',
  search: 'Search emoji',
  loading: 'Emoji are loading',
  failed: 'Emoji could not be loaded. Check your connection and try again.',
  found: (count: number) => `${count} emoji found`,
  none: 'No emoji found.',
  results: 'Results',
  recent: 'Recently used',
  groupList: 'Groups',
  groups: {
    smileys: 'Smileys and emotion',
    people: 'People and body',
    animals: 'Animals and nature',
    food: 'Food and drink',
    travel: 'Travel and places',
    activities: 'Activities',
    objects: 'Objects',
    symbols: 'Symbols',
    flags: 'Flags',
  },
} as const
