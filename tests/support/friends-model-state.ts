import { NOBODY, PEOPLE } from './friends-steps'

/** What the database is to hold about four people, and what their logs were told by the last step. */
export interface ModelState {
  people: { plan: 'free' | 'pro'; friends: number; notified: number; readUpTo: number }[]
  /** 'friends', or who asked whom, by pair. */
  friendships: Record<string, string>
  blocks: string[]
  conversations: Record<string, ConversationState>
  /** What somebody was notified of and not had taken back. */
  notifications: NotificationState[]
  told: string[][]
}

export interface ConversationState {
  open: boolean
  /** Who sent each message. */
  senders: number[]
  read: Record<number, number>
  /** What the other side was shown of it. */
  shown: Record<number, number>
}

export interface NotificationState {
  to: number
  seq: number
  kind: string
  by: number
}

export const pairOf = (a: number, b: number) => (a < b ? `${a}-${b}` : `${b}-${a}`)
export const allUsers = Array.from({ length: PEOPLE }, (_, person) => person)

/** The facts, and the few ways in which they change. */
export class FriendsState {
  facts: ModelState = {
    people: allUsers.map(() => ({ plan: 'free', friends: 0, notified: 0, readUpTo: 0 })),
    friendships: {},
    blocks: [],
    conversations: {},
    notifications: [],
    told: [],
  }

  /** Others' messages that somebody has not read. */
  unread(person: number): number {
    return Object.entries(this.facts.conversations)
      .filter(([pair]) => pair.split('-').includes(String(person)))
      .reduce((sum, [, { senders, read }]) => sum + unreadIn(senders, read[person] ?? 0, person), 0)
  }

  /** What somebody was notified of and has not seen. */
  unreadNotifications(person: number): number {
    const { readUpTo } = this.person(person)
    return this.facts.notifications.filter(({ to, seq }) => to === person && seq > readUpTo).length
  }

  protected relation(by: number, to: number): 'none' | 'incoming' | 'outgoing' | 'friends' {
    const row = this.facts.friendships[pairOf(by, to)]
    if (row === undefined) return 'none'
    if (row === 'friends') return 'friends'
    return row.startsWith(String(by)) ? 'outgoing' : 'incoming'
  }

  protected isHidden(by: number, to: number): boolean {
    const between = [`${by}>${to}`, `${to}>${by}`]
    return to === NOBODY || this.facts.blocks.some((block) => between.includes(block))
  }

  protected conversation(by: number, to: number): ConversationState | undefined {
    return this.facts.conversations[pairOf(by, to)]
  }

  protected setOpen(by: number, to: number, open: boolean) {
    const conversation = this.conversation(by, to)
    if (conversation) conversation.open = open
  }

  protected countFriends(by: number, to: number, change: 1 | -1) {
    for (const person of [by, to]) this.person(person).friends += change
  }

  protected notify(to: number, kind: string, by: number) {
    const seq = ++this.person(to).notified
    this.facts.notifications.push({ to, seq, kind, by })
    this.tell(to, 'notification')
  }

  /** How many are gone. */
  protected takeBack(to: number, by: number, kind?: string): number {
    const kept = this.facts.notifications.filter(
      (one) => one.to !== to || one.by !== by || (kind !== undefined && one.kind !== kind),
    )
    const gone = this.facts.notifications.length - kept.length
    this.facts.notifications = kept
    return gone
  }

  protected tell(person: number, type: string) {
    this.facts.told[person]?.push(type)
  }

  protected person(number: number): ModelState['people'][number] {
    const person = this.facts.people[number]
    if (!person) throw new Error(`There is no person ${number}.`)
    return person
  }
}

const unreadIn = (senders: number[], lastRead: number, reader: number) =>
  senders.slice(lastRead).filter((sender) => sender !== reader).length
