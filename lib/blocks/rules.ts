/** What somebody gets at a surface that a block has closed. */
type Closed =
  | 'not_found' // The answer that a person who does not exist gets.
  | 'not_friends' // The conversation stays to be read, and takes nothing new.
  | 'left_out' // The list is as if the other did not exist.
  | 'silence' // What the other does is told no more.
  | 'name_only' // The name kept when blocking, and nothing else.

interface BlockSurface {
  key: string
  /** What the blocked person gets. */
  blocked: Closed
  /** What the one who blocked gets. */
  blocker: Closed
  /** The sentence that tells the blocker beforehand. */
  told: 'asking' | 'writing' | 'seeing' | 'finding' | 'hearing'
}

/** Every surface that a block closes: the tests try each one, and whoever is about to block is told of each one. */
export const BLOCK_SURFACES = [
  { key: 'request', blocked: 'not_found', blocker: 'not_found', told: 'asking' },
  { key: 'greeting', blocked: 'not_found', blocker: 'not_found', told: 'asking' },
  { key: 'message', blocked: 'not_friends', blocker: 'not_friends', told: 'writing' },
  { key: 'typing', blocked: 'silence', blocker: 'silence', told: 'seeing' },
  { key: 'read_receipt', blocked: 'silence', blocker: 'silence', told: 'seeing' },
  { key: 'presence', blocked: 'silence', blocker: 'silence', told: 'seeing' },
  { key: 'profile', blocked: 'not_found', blocker: 'name_only', told: 'finding' },
  { key: 'search', blocked: 'left_out', blocker: 'left_out', told: 'finding' },
  { key: 'suggestions', blocked: 'left_out', blocker: 'left_out', told: 'finding' },
  { key: 'mutual_friends', blocked: 'left_out', blocker: 'left_out', told: 'finding' },
  { key: 'notification', blocked: 'silence', blocker: 'silence', told: 'hearing' },
  { key: 'live_events', blocked: 'silence', blocker: 'silence', told: 'hearing' },
] as const satisfies readonly BlockSurface[]

/** The sentences that cover every surface, each once, in the order of the table. */
export const BLOCK_EFFECTS = [...new Set(BLOCK_SURFACES.map(({ told }) => told))]
