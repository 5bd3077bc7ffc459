import type { Limits } from '@/lib/limits'
import { ConversationModel } from '@/tests/support/conversation-model'
import { allUsers, pairKey } from './state'
import type { Step } from './steps'

/** Computes the outcome of each step from the specification alone: without a database or code of the product. */
export class FriendsModel extends ConversationModel {
  private declined = new Set<string>()
  private requestsToday = allUsers.map(() => 0)

  constructor(private limits: Limits) {
    super()
  }

  /** Applies the step and returns its outcome. */
  applyStep(step: Step): string {
    this.facts.events = allUsers.map(() => [])
    switch (step.act) {
      case 'request':
        return this.request(step.by, step.to)
      case 'accept':
        return this.accept(step.by, step.to)
      case 'decline':
        return this.decline(step.by, step.to)
      case 'cancel':
        return this.cancel(step.by, step.to)
      case 'batch accept':
        return step.to.map((to) => this.accept(step.by, to)).join()
      case 'batch decline':
        return step.to.map((to) => this.decline(step.by, to)).join()
      case 'unfriend':
        return this.unfriend(step.by, step.to)
      case 'block':
        return this.block(step.by, step.to)
      case 'unblock':
        return this.unblock(step.by, step.to)
      case 'open':
        return this.open(step.by, step.to)
      case 'send':
        return this.send(step.by, step.to)
      case 'send again':
        return this.sendAgain(step.by, step.to)
      case 'read':
        return this.read(step.by, step.to, step.upTo)
      case 'read notifications':
        return this.readNotifications(step.by, step.upTo)
      case 'change plan':
        this.person(step.by).plan = step.plan
        return 'done'
      case 'wait a day':
        this.declined.clear()
        this.requestsToday = allUsers.map(() => 0)
        return 'done'
    }
  }

  private request(by: number, to: number): string {
    if (by === to) return 'invalid'
    if (this.isHidden(by, to)) return 'not_found'
    switch (this.relation(by, to)) {
      case 'outgoing':
        return 'request_already_sent'
      case 'friends':
        return 'already_friends'
      case 'incoming':
        return this.befriend(by, to, 'accepted')
      case 'none':
        return this.createRequest(by, to)
    }
  }

  private createRequest(by: number, to: number): string {
    if (this.declined.has(`${by}>${to}`)) return 'request_cooldown'
    const requests = this.requestsToday[by] ?? 0
    if (requests >= this.limits.requestsPerDay) return 'rate_limited'
    if (this.isFull(by)) return 'friend_limit_reached'
    if (this.pendingOutgoing(by) >= this.limits.pendingOutgoing) return 'rate_limited'
    this.requestsToday[by] = requests + 1
    this.facts.friendships[pairKey(by, to)] = `${by} asked ${to}`
    this.addEvent(by, 'friend_request')
    this.addEvent(to, 'friend_request')
    this.notify(to, 'friend_request', by)
    return 'pending'
  }

  private accept(by: number, to: number): string {
    return this.relation(by, to) === 'incoming' ? this.befriend(by, to, 'done') : 'no_such_request'
  }

  private befriend(by: number, to: number, outcome: string): string {
    if (this.isFull(by) || this.isFull(to)) return 'friend_limit_reached'
    this.facts.friendships[pairKey(by, to)] = 'friends'
    this.countFriends(by, to, 1)
    this.setOpen(by, to, true)
    this.addEvent(by, 'friend_accepted')
    this.addEvent(to, 'friend_accepted')
    this.removeNotifications(by, to, 'friend_request')
    this.notify(to, 'friend_accepted', by)
    return outcome
  }

  private decline(by: number, to: number): string {
    if (this.relation(by, to) !== 'incoming') return 'no_such_request'
    this.declined.add(`${to}>${by}`)
    this.removeRequest(by, to)
    return 'done'
  }

  private cancel(by: number, to: number): string {
    if (this.relation(by, to) !== 'outgoing') return 'no_such_request'
    this.removeRequest(by, to)
    return 'done'
  }

  private removeRequest(by: number, to: number) {
    delete this.facts.friendships[pairKey(by, to)]
    this.removeNotifications(by, to, 'friend_request')
    this.removeNotifications(to, by, 'friend_request')
    this.addEvent(by, 'friend_request_removed')
    this.addEvent(to, 'friend_request_removed')
  }

  private unfriend(by: number, to: number): string {
    if (this.relation(by, to) !== 'friends') return 'done'
    delete this.facts.friendships[pairKey(by, to)]
    this.countFriends(by, to, -1)
    this.setOpen(by, to, false)
    this.addEvent(by, 'friend_removed')
    this.addEvent(to, 'friend_removed')
    return 'done'
  }

  private block(by: number, to: number): string {
    if (by === to) return 'invalid'
    if (this.facts.blocks.includes(`${by}>${to}`)) return 'done'
    const relation = this.relation(by, to)
    this.facts.blocks = [...this.facts.blocks, `${by}>${to}`].sort()
    if (relation === 'friends') this.unfriend(by, to)
    else if (relation !== 'none') this.removeRequest(by, to)
    this.removeNotifications(by, to)
    const removed = this.removeNotifications(to, by)
    for (let index = 0; index < removed; index++) this.addEvent(to, 'notification')
    this.addEvent(by, 'blocks_changed')
    if (relation !== 'none' || removed > 0 || this.conversation(by, to)) this.addEvent(to, 'profile_changed')
    return 'done'
  }

  private unblock(by: number, to: number): string {
    if (by === to) return 'invalid'
    if (!this.facts.blocks.includes(`${by}>${to}`)) return 'done'
    this.facts.blocks = this.facts.blocks.filter((block) => block !== `${by}>${to}`)
    this.addEvent(by, 'blocks_changed')
    if (!this.isHidden(by, to) && this.conversation(by, to)) this.addEvent(to, 'profile_changed')
    return 'done'
  }

  private isFull(person: number): boolean {
    const { plan, friends } = this.person(person)
    return friends >= (plan === 'pro' ? this.limits.friendsPro : this.limits.friendsFree)
  }

  private pendingOutgoing(by: number): number {
    return Object.values(this.facts.friendships).filter((row) => row.startsWith(`${by} asked`)).length
  }
}
