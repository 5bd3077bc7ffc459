/** Result for a user at a feature that a block has closed. */
type Closed =
  | 'not_found' // The same 404 as for a user who does not exist.
  | 'not_friends' // The conversation stays readable and accepts nothing new.
  | 'left_out' // The other user is missing from the list.
  | 'silence' // Actions of the other user are no longer published.
  | 'name_only' // Only the name that was stored when blocking.

interface BlockSurface {
  key: string
  /** Result for the blocked user. */
  blocked: Closed
  /** Result for the blocker. */
  blocker: Closed
  /** The sentence of the block dialog that explains it. */
  effect: 'asking' | 'writing' | 'seeing' | 'finding' | 'hearing'
}

/** Every feature that a block closes. The tests try each one, and the block dialog explains each one. */
export const BLOCK_SURFACES = [
  { key: 'request', blocked: 'not_found', blocker: 'not_found', effect: 'asking' },
  { key: 'greeting', blocked: 'not_found', blocker: 'not_found', effect: 'asking' },
  { key: 'message', blocked: 'not_friends', blocker: 'not_friends', effect: 'writing' },
  { key: 'typing', blocked: 'silence', blocker: 'silence', effect: 'seeing' },
  { key: 'read_receipt', blocked: 'silence', blocker: 'silence', effect: 'seeing' },
  { key: 'presence', blocked: 'silence', blocker: 'silence', effect: 'seeing' },
  { key: 'profile', blocked: 'not_found', blocker: 'name_only', effect: 'finding' },
  { key: 'search', blocked: 'left_out', blocker: 'left_out', effect: 'finding' },
  { key: 'suggestions', blocked: 'left_out', blocker: 'left_out', effect: 'finding' },
  { key: 'mutual_friends', blocked: 'left_out', blocker: 'left_out', effect: 'finding' },
  { key: 'notification', blocked: 'silence', blocker: 'silence', effect: 'hearing' },
  { key: 'live_events', blocked: 'silence', blocker: 'silence', effect: 'hearing' },
] as const satisfies readonly BlockSurface[]

/** The sentences that explain all features, each once, in the order of the table. */
export const BLOCK_EFFECTS = [...new Set(BLOCK_SURFACES.map(({ effect }) => effect))]
