/** The rows that an event references, as the owner of the log sees them. */
export interface References {
  messages?: { conversationId: string; seq: number }[]
  notifications?: { seq: number }[]
  greetings?: { askerId: string; recipientId: string }[]
  drafts?: { conversationId: string }[]
  people?: string[]
}

/** Rows by the ids that name them. */
export interface Index<Row> {
  get(...key: (string | number)[]): Row | undefined
}

interface LoadedMessage {
  viewerId: string
  id: string
  conversationId: string
  seq: number
  senderId: string
  clientId: string
  kind: 'text'
  body: string
  modSeq: number
  createdAt: Date
  replyToSeq: number | null
  editedAt: Date | null
  retractedAt: Date | null
  reactions: { userId: string; emoji: string }[] | null
  /** Deleted by this viewer for themselves, or from before or after their membership. */
  hidden: boolean
  /** The other member of the direct conversation. */
  peerId: string
}

interface LoadedNotification {
  userId: string
  seq: number
  id: string
  kind: string
  actorId: string
  createdAt: Date
  read: boolean
}

interface LoadedPerson {
  id: string
  username: string
  displayName: string
  pictureId: string | null
}

/** The referenced rows, each as the owner of the log may see it. */
export interface LoadedReferences {
  messages: Index<LoadedMessage>
  notifications: Index<LoadedNotification>
  greetings: Index<{ body: string }>
  drafts: Index<{ body: string; updatedAt: Date }>
  /** By viewer and person; `hidden` when there is a block between the two, whoever made it. */
  people: Index<{ person: LoadedPerson; hidden: boolean }>
}

/** Returns the person, or only the id when the viewer may not see them. */
export function visiblePerson(
  personId: string,
  viewerId: string,
  { people }: LoadedReferences,
): LoadedPerson | { id: string } {
  const found = people.get(viewerId, personId)
  return found && !found.hidden ? found.person : { id: personId }
}
