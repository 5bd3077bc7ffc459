import { FriendsState, pairOf } from './friends-model-state'

/** The steps that people take in a conversation and among their notifications. */
export class ConversationModel extends FriendsState {
  private lastSent: ({ pair: string; seq: number | undefined } | undefined)[] = []

  protected open(by: number, to: number): string {
    if (this.isHidden(by, to)) return 'not_found'
    if (this.conversation(by, to)) return 'known'
    if (this.relation(by, to) !== 'friends') return 'not_friends'
    const none = { [by]: 0, [to]: 0 }
    this.facts.conversations[pairOf(by, to)] = { open: true, senders: [], read: { ...none }, shown: { ...none } }
    return 'opened'
  }

  protected send(by: number, to: number): string {
    const conversation = this.conversation(by, to)
    this.lastSent[by] = { pair: pairOf(by, to), seq: undefined }
    if (!conversation) return 'not_found'
    if (!conversation.open) return 'not_friends'
    conversation.senders.push(by)
    this.lastSent[by] = { pair: pairOf(by, to), seq: conversation.senders.length }
    this.tell(by, 'new_message')
    this.tell(to, 'new_message')
    return `stored ${conversation.senders.length}`
  }

  protected sendAgain(by: number, to: number): string {
    const last = this.lastSent[by]
    if (last?.seq === undefined) return this.send(by, to)
    return last.pair === pairOf(by, to) ? `known ${last.seq}` : 'client_id_reused'
  }

  protected read(by: number, to: number, upTo: number): string {
    const conversation = this.conversation(by, to)
    if (!conversation) return 'not_found'
    const before = conversation.read[by] ?? 0
    const reached = Math.min(upTo, conversation.senders.length)
    if (reached <= before) return `read ${before}`
    conversation.read[by] = reached
    this.tell(by, 'conversation_read')
    if (conversation.open) {
      conversation.shown[by] = reached
      this.tell(to, 'read_receipt')
    }
    return `read ${reached}`
  }

  protected readNotifications(by: number, upTo: number): string {
    const reader = this.person(by)
    const reached = Math.min(upTo, reader.notified)
    if (reached > reader.readUpTo) {
      reader.readUpTo = reached
      this.tell(by, 'notifications_read')
    }
    return `read ${reader.readUpTo}, ${this.unreadNotifications(by)} unread`
  }
}
