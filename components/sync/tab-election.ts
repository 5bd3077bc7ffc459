import { openTabChannel } from '@/components/offline/tab-channel'

/** How long a tab waits for better bids before it takes a topic. */
const ROUND_MS = 150
const MAX_TAKEN_TOPICS = 500

/** Attention of a tab that shows what the topic is about. */
export const SHOWS_IT = 3

/** A tab that bids. The one with more attention wins, then the one that was opened first. */
interface Candidate {
  /** 3 where the topic is shown, 2 with the focus, 1 visible, 0 hidden. */
  attention: number
  openedAt: number
  tab: string
}

export type ElectionMessage = { kind: 'bid'; topic: string; claim: Candidate } | { kind: 'taken'; topic: string }

/** Connects the tabs of one user in one browser; a tab does not receive its own messages. */
export interface TabChannel {
  post(message: ElectionMessage): void
  subscribe(listener: (message: unknown) => void): () => void
}

interface PendingBid {
  claim: Candidate
  isBeaten: boolean
  timer: ReturnType<typeof setTimeout>
  finish(leads: boolean): void
}

export interface Election {
  /**
   * Returns whether this tab is to act on the topic: true in exactly one of the tabs that call it, however late.
   * `attention` replaces the tab's own.
   */
  lead(topic: string, attention?: number): Promise<boolean>
  stop(): void
}

/**
 * Elects a leader per topic among the tabs that respond, so closed or frozen leaders need not be detected, and slow
 * timers of hidden tabs do not delay the visible one. In each round every tab bids. The tab with the best bid takes the
 * topic and announces it. The other tabs bid again until they receive an announcement.
 */
export function createElection(
  channel: TabChannel,
  self: { tab: string; openedAt: number; attention(): number },
): Election {
  const bids = new Map<string, PendingBid>()
  const taken = new Set<string>()

  const addTaken = (topic: string) => {
    taken.add(topic)
    for (const oldest of taken) {
      if (taken.size <= MAX_TAKEN_TOPICS) break
      taken.delete(oldest)
    }
  }

  const settle = (topic: string, leads: boolean) => {
    addTaken(topic)
    const ownBid = bids.get(topic)
    bids.delete(topic)
    clearTimeout(ownBid?.timer)
    ownBid?.finish(leads)
  }

  const bid = (topic: string, attention: number | undefined, finish: PendingBid['finish']) => {
    const claim = { attention: attention ?? self.attention(), openedAt: self.openedAt, tab: self.tab }
    const timer = setTimeout(() => {
      if (bids.get(topic)?.isBeaten) return bid(topic, attention, finish)
      channel.post({ kind: 'taken', topic })
      settle(topic, true)
    }, ROUND_MS)
    bids.set(topic, { claim, isBeaten: false, timer, finish })
    channel.post({ kind: 'bid', topic, claim })
  }

  const unsubscribe = channel.subscribe((data) => {
    const message = parseMessage(data)
    if (message?.kind === 'taken') settle(message.topic, false)
    if (message?.kind !== 'bid') return
    const ownBid = bids.get(message.topic)
    if (taken.has(message.topic))
      channel.post({ kind: 'taken', topic: message.topic }) // For a tab that was opened after the announcement.
    else if (ownBid && beats(message.claim, ownBid.claim)) ownBid.isBeaten = true
  })

  return {
    lead: (topic, attention) =>
      taken.has(topic) || bids.has(topic)
        ? Promise.resolve(false)
        : new Promise((resolve) => bid(topic, attention, resolve)),
    stop() {
      unsubscribe()
      for (const topic of [...bids.keys()]) settle(topic, false)
    },
  }
}

function beats(a: Candidate, b: Candidate): boolean {
  if (a.attention !== b.attention) return a.attention > b.attention
  return a.openedAt === b.openedAt ? a.tab < b.tab : a.openedAt < b.openedAt
}

/** Checks a message: tabs opened before or after a deploy may send those of other versions. */
function parseMessage(value: unknown): ElectionMessage | undefined {
  const message = value as Partial<{ kind: unknown; topic: unknown; claim: Partial<Candidate> | null }> | null
  if (typeof message?.topic !== 'string') return undefined
  const { kind, topic, claim } = message
  if (kind === 'taken') return { kind, topic }
  if (kind !== 'bid' || typeof claim?.tab !== 'string') return undefined
  const { tab, attention, openedAt } = claim
  if (typeof attention !== 'number' || typeof openedAt !== 'number') return undefined
  return { kind, topic, claim: { tab, attention, openedAt } }
}

/** Returns the election of this tab. Where tabs cannot communicate, each tab leads. */
export function openElection(name: string): Election {
  const broadcast = openTabChannel(name)
  if (!broadcast) return { lead: () => Promise.resolve(true), stop() {} }
  const channel: TabChannel = {
    post: (message) => broadcast.postMessage(message),
    subscribe(listener) {
      broadcast.onmessage = ({ data }) => listener(data)
      return () => broadcast.close()
    },
  }
  const attention = () => (document.visibilityState === 'hidden' ? 0 : document.hasFocus() ? 2 : 1)
  return createElection(channel, { tab: newTabId(), openedAt: performance.timeOrigin, attention })
}

/** Returns a random id. Unlike `crypto.randomUUID`, this works on plain http too. */
const newTabId = () => [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('-')
