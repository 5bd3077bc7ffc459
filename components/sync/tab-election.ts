import { openTabChannel } from '@/components/offline/tab-channel'

/** Duration of a round of bids. */
const ROUND_MS = 150
const MAX_REMEMBERED = 500

/** A bid: the focused tab wins, then a visible one, then the one opened first. */
interface Claim {
  /** 2 focused, 1 visible, 0 hidden. */
  attention: number
  openedAt: number
  tab: string
}

export type ElectionMessage = { kind: 'bid'; topic: string; claim: Claim } | { kind: 'taken'; topic: string }

/** Channel between the tabs of one user in one browser; a tab does not receive its own messages. */
export interface TabChannel {
  post(word: ElectionMessage): void
  listen(hear: (word: unknown) => void): () => void
}

interface Race {
  claim: Claim
  isBeaten: boolean
  timer: ReturnType<typeof setTimeout>
  finish(leads: boolean): void
}

export interface Election {
  /** Resolves with true in exactly one of the tabs that ask for the topic, however late they ask. */
  lead(topic: string): Promise<boolean>
  stop(): void
}

/**
 * Elects a leader for each topic separately, among the tabs that respond. No tab has to detect that a leader was closed
 * or frozen, and slow timers of hidden tabs do not delay the visible one. In each round every tab bids; the best bid
 * claims the topic and announces it. Losing tabs bid again until they see an announcement.
 */
export function createElection(
  wire: TabChannel,
  self: { tab: string; openedAt: number; attention(): number },
): Election {
  const races = new Map<string, Race>()
  const taken = new Set<string>()

  const remember = (topic: string) => {
    taken.add(topic)
    for (const oldest of taken) {
      if (taken.size <= MAX_REMEMBERED) break
      taken.delete(oldest)
    }
  }

  const settle = (topic: string, leads: boolean) => {
    remember(topic)
    const race = races.get(topic)
    races.delete(topic)
    clearTimeout(race?.timer)
    race?.finish(leads)
  }

  const bid = (topic: string, finish: Race['finish']) => {
    const claim = { attention: self.attention(), openedAt: self.openedAt, tab: self.tab }
    const timer = setTimeout(() => {
      if (races.get(topic)?.isBeaten) return bid(topic, finish)
      wire.post({ kind: 'taken', topic })
      settle(topic, true)
    }, ROUND_MS)
    races.set(topic, { claim, isBeaten: false, timer, finish })
    wire.post({ kind: 'bid', topic, claim })
  }

  const unlisten = wire.listen((heard) => {
    const word = asWord(heard)
    if (word?.kind === 'taken') settle(word.topic, false)
    if (word?.kind !== 'bid') return
    const race = races.get(word.topic)
    if (taken.has(word.topic))
      wire.post({ kind: 'taken', topic: word.topic }) // For a tab that was opened later.
    else if (race && beats(word.claim, race.claim)) race.isBeaten = true
  })

  return {
    lead: (topic) =>
      taken.has(topic) || races.has(topic) ? Promise.resolve(false) : new Promise((resolve) => bid(topic, resolve)),
    stop() {
      unlisten()
      for (const topic of [...races.keys()]) settle(topic, false)
    },
  }
}

function beats(a: Claim, b: Claim): boolean {
  if (a.attention !== b.attention) return a.attention > b.attention
  return a.openedAt === b.openedAt ? a.tab < b.tab : a.openedAt < b.openedAt
}

/** Parses a message, which may come from another version in a tab opened before or after a deployment. */
function asWord(value: unknown): ElectionMessage | undefined {
  const word = value as Partial<{ kind: unknown; topic: unknown; claim: Partial<Claim> | null }> | null
  if (typeof word?.topic !== 'string') return undefined
  const { kind, topic, claim } = word
  if (kind === 'taken') return { kind, topic }
  if (kind !== 'bid' || typeof claim?.tab !== 'string') return undefined
  const { tab, attention, openedAt } = claim
  if (typeof attention !== 'number' || typeof openedAt !== 'number') return undefined
  return { kind, topic, claim: { tab, attention, openedAt } }
}

/** Opens the election of this tab; without a channel each tab leads. */
export function openElection(name: string): Election {
  const channel = openTabChannel(name)
  if (!channel) return { lead: () => Promise.resolve(true), stop() {} }
  const wire: TabChannel = {
    post: (word) => channel.postMessage(word),
    listen(hear) {
      channel.onmessage = ({ data }) => hear(data)
      return () => channel.close()
    },
  }
  const attention = () => (document.visibilityState === 'hidden' ? 0 : document.hasFocus() ? 2 : 1)
  return createElection(wire, { tab: newTabName(), openedAt: performance.timeOrigin, attention })
}

/** Returns a random name. Unlike `randomUUID` this works over plain http. */
const newTabName = () => [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('-')
