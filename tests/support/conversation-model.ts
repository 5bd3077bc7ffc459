import { FriendsState, pairKey } from './friends-model/state'

/** Models the steps in conversations and notifications. */
export class ConversationModel extends FriendsState {
  private lastSent: ({ pair: string; seq: number | undefined } | undefined)[] = []

  protected open(by: number, to: number): string {
    if (this.isHidden(by, to)) return 'not_found'
    if (this.conversation(by, to)) return 'known'
    if (this.relation(by, to) !== 'friends') return 'not_friends'
    const none = { [by]: 0, [to]: 0 }
    this.facts.conversations[pairKey(by, to)] = { open: true, senders: [], read: { ...none }, shown: { ...none } }
    return 'opened'
  }

  protected send(by: number, to: number): string {
    const conversation = this.conversation(by, to)
    this.lastSent[by] = { pair: pairKey(by, to), seq: undefined }
    if (!conversation) return 'not_found'
    if (!conversation.open) return 'not_friends'
    conversation.senders.push(by)
    this.lastSent[by] = { pair: pairKey(by, to), seq: conversation.senders.length }
    this.addEvent(by, 'new_message')
    this.addEvent(to, 'new_message')
    return `stored ${conversation.senders.length}`
  }

  protected sendAgain(by: number, to: number): string {
    const last = this.lastSent[by]
    if (last?.seq === undefined) return this.send(by, to)
    return last.pair === pairKey(by, to) ? `known ${last.seq}` : 'client_id_reused'
  }

  protected read(by: number, to: number, upTo: number): string {
    const conversation = this.conversation(by, to)
    if (!conversation) return 'not_found'
    const before = conversation.read[by] ?? 0
    const newSeq = Math.min(upTo, conversation.senders.length)
    if (newSeq <= before) return `read ${before}`
    conversation.read[by] = newSeq
    this.addEvent(by, 'conversation_read')
    if (conversation.open) {
      conversation.shown[by] = newSeq
      this.addEvent(to, 'read_receipt')
    }
    return `read ${newSeq}`
  }

  protected readNotifications(by: number, upTo: number): string {
    const reader = this.person(by)
    const newSeq = Math.min(upTo, reader.notified)
    if (newSeq > reader.readUpTo) {
      reader.readUpTo = newSeq
      this.addEvent(by, 'notifications_read')
    }
    return `read ${reader.readUpTo}, ${this.unreadNotifications(by)} unread`
  }
}
