import 'server-only'

/** Times are in milliseconds since 1970. */
export interface SeedPerson {
  id: string
  username: string
  displayName: string
  plan: 'free' | 'pro'
  joinedAt: number
  bio?: string
  /** Id of a drawn picture, if they have one. */
  pictureId?: string | undefined
  lastSeenAt?: number
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

/** What was done to a message after it was sent. */
export interface SeedDetails {
  conversationId: string
  seq: number
  replyToSeq: number | undefined
  editedAt: number | undefined
  retractedAt: number | undefined
  reactions: { userId: string; emoji: string; at: number }[]
  modSeq: number
}

export interface SeedNotification {
  id: string
  userId: string
  kind: 'friend_request' | 'friend_accepted'
  actorId: string
  at: number
  read: boolean
}

/** Generated data of a community that has used Kith for some time. */
export interface Community {
  people: SeedPerson[]
  friendships: SeedFriendship[]
  conversations: SeedConversation[]
  messageCount: number
  /** In order of time. Generated during iteration, so it can be read only once. */
  messages: Iterable<SeedMessage>
  details?: readonly SeedDetails[]
  /** In order of time. */
  notifications?: readonly SeedNotification[]
}
