import { openTabChannel } from '@/components/offline/tab-channel'

/** How long tabs hear each other out before one of them takes a topic. */
const ROUND_MS = 150
const MAX_REMEMBERED = 500

/** Which of two tabs should tell: the one that is looked at, then the one that was opened first. */
interface Claim {
  /** 2 with the focus, 1 in sight, 0 hidden. */
  attention: number
  openedAt: number
  tab: string
}

export type ElectionMessage = { kind: 'bid'; topic: string; claim: Claim } | { kind: 'taken'; topic: string }

/** What connects the tabs of one person in one browser; each hears the others and not itself. */
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
  /** Whether this tab is the one to act on the topic: true in exactly one of the tabs that ask, however late they do. */
  lead(topic: string): Promise<boolean>
  stop(): void
}

/**
 * Elects a leader for each topic anew, among the tabs that answer: nobody has to notice that a leader closed or was
 * frozen, and timers that browsers slow down in hidden tabs delay nothing in the tab one looks at. In each round every
 * tab bids; the best bid takes the topic and says so. Losers bid again until somebody has said so.
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
      wire.post({ kind: 'taken', topic: word.topic }) // To a tab that was opened after it.
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

/** Other versions of Kith may be talking on the wire, in tabs opened before or after a deploy. */
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

/** The leader election of this tab; where tabs cannot talk to each other each leads by itself. */
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

/** Unlike `randomUUID`, this works on plain http, too. */
const newTabName = () => [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('-')
