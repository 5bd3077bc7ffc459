import 'server-only'

/** Times are in milliseconds since 1970. */
export interface SeedPerson {
  id: string
  username: string
  displayName: string
  plan: 'free' | 'pro'
  joinedAt: number
}

export interface SeedFriendship {
  lowId: string
  highId: string
  status: 'pending' | 'accepted'
  actionUserId: string
  askedAt: number
  changedAt: number
}

export interface SeedConversation {
  id: string
  lowId: string
  highId: string
  open: boolean
  createdAt: number
  lastSeq: number
  lastMessageAt: number
  lowReadSeq: number
  highReadSeq: number
}

export interface SeedMessage {
  id: string
  conversationId: string
  seq: number
  senderId: string
  clientId: string
  body: string
  at: number
}

/** Generated data of a community that has used Kith for some time. */
export interface Community {
  people: SeedPerson[]
  friendships: SeedFriendship[]
  conversations: SeedConversation[]
  messageCount: number
  /** In order of time. Generated during iteration, so it can be read only once. */
  messages: Iterable<SeedMessage>
}
