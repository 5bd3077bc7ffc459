import type { Envelope } from '@/lib/events/parse-event'
import type { LogEvent } from '@/lib/events/registry'

/** Number of recent events kept. */
const MAX_RECENT_EVENTS = 2000

/** Holds events that arrived before their predecessors. */
export class HeldEvents {
  readonly #events = new Map<number, Envelope>()

  get isEmpty(): boolean {
    return this.#events.size === 0
  }

  add(event: Envelope): void {
    this.#events.set(event.seq, event)
  }

  /** Removes and returns the events that follow the cursor, up to the first that is missing or has no data. */
  takeNext(cursor: number): Envelope[] {
    const next: Envelope[] = []
    for (const seq of this.#events.keys()) if (seq <= cursor) this.#events.delete(seq)
    let event = this.#events.get(cursor + 1)
    while (event && !event.truncated) {
      next.push(event)
      this.#events.delete(event.seq)
      event = this.#events.get(event.seq + 1)
    }
    return next
  }

  has(seq: number): boolean {
    return this.#events.has(seq)
  }
}

/** Keeps the newest events, to apply them again to state that was being fetched when they arrived. */
export class RecentEvents {
  readonly #events: LogEvent[] = []
  /** All events above this seq are kept. */
  #from: number

  constructor(cursor: number) {
    this.#from = cursor
  }

  add(events: readonly LogEvent[]): void {
    this.#events.push(...events)
    const dropped = this.#events.splice(0, this.#events.length - MAX_RECENT_EVENTS)
    this.#from = dropped.at(-1)?.seq ?? this.#from
  }

  /** Returns the events above `seq`, and whether none of them is missing. */
  since(seq: number): { events: LogEvent[]; isComplete: boolean } {
    return { events: this.#events.filter((event) => event.seq > seq), isComplete: seq >= this.#from }
  }

  clear(cursor: number): void {
    this.#events.length = 0
    this.#from = cursor
  }
}
