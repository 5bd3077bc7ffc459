import { NOBODY, PEOPLE } from './steps'

/** The expected database rows of four users, and the events that the last step added to their logs. */
export interface ModelState {
  people: { plan: 'free' | 'pro'; friends: number; notified: number; readUpTo: number }[]
  /** By pair: 'friends', or "a asked b" for a pending request. */
  friendships: Record<string, string>
  blocks: string[]
  conversations: Record<string, ConversationState>
  /** All notifications that were not removed. */
  notifications: NotificationState[]
  events: string[][]
}

export interface ConversationState {
  open: boolean
  /** The sender of each message, by seq. */
  senders: number[]
  /** Last read seq by user. */
  read: Record<number, number>
  /** Last read seq by user, as shown to the peer. */
  shown: Record<number, number>
}

export interface NotificationState {
  to: number
  seq: number
  kind: string
  by: number
}

export const pairKey = (a: number, b: number) => (a < b ? `${a}-${b}` : `${b}-${a}`)
export const allUsers = Array.from({ length: PEOPLE }, (_, person) => person)

/** Holds the model's state and the basic changes to it. */
export class FriendsState {
  facts: ModelState = {
    people: allUsers.map(() => ({ plan: 'free', friends: 0, notified: 0, readUpTo: 0 })),
    friendships: {},
    blocks: [],
    conversations: {},
    notifications: [],
    events: [],
  }

  /** Returns the number of unread messages from others. */
  unread(person: number): number {
    return Object.entries(this.facts.conversations)
      .filter(([pair]) => pair.split('-').includes(String(person)))
      .reduce((sum, [, { senders, read }]) => sum + unreadIn(senders, read[person] ?? 0, person), 0)
  }

  /** Returns the number of unread notifications. */
  unreadNotifications(person: number): number {
    const { readUpTo } = this.person(person)
    return this.facts.notifications.filter(({ to, seq }) => to === person && seq > readUpTo).length
  }

  protected relation(by: number, to: number): 'none' | 'incoming' | 'outgoing' | 'friends' {
    const row = this.facts.friendships[pairKey(by, to)]
    if (row === undefined) return 'none'
    if (row === 'friends') return 'friends'
    return row.startsWith(String(by)) ? 'outgoing' : 'incoming'
  }

  protected isHidden(by: number, to: number): boolean {
    const between = [`${by}>${to}`, `${to}>${by}`]
    return to === NOBODY || this.facts.blocks.some((block) => between.includes(block))
  }

  protected conversation(by: number, to: number): ConversationState | undefined {
    return this.facts.conversations[pairKey(by, to)]
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
    this.addEvent(to, 'notification')
  }

  /** Returns the number of removed notifications. */
  protected removeNotifications(to: number, by: number, kind?: string): number {
    const remaining = this.facts.notifications.filter(
      (one) => one.to !== to || one.by !== by || (kind !== undefined && one.kind !== kind),
    )
    const removed = this.facts.notifications.length - remaining.length
    this.facts.notifications = remaining
    return removed
  }

  protected addEvent(person: number, type: string) {
    this.facts.events[person]?.push(type)
  }

  protected person(number: number): ModelState['people'][number] {
    const person = this.facts.people[number]
    if (!person) throw new Error(`There is no person ${number}.`)
    return person
  }
}

const unreadIn = (senders: number[], lastRead: number, reader: number) =>
  senders.slice(lastRead).filter((sender) => sender !== reader).length
