import type { OccupancyEvent } from './channel-registry'
import { type AppCredentials, sign } from './signatures'

export interface WebhookTimes {
  readonly batchMs: number
  readonly firstRetryMs: number
  readonly longestRetryMs: number
  readonly giveUpAfterMs: number
  readonly answerWithinMs: number
}

/** Pusher Channels retries a webhook with growing pauses for five minutes. */
const WEBHOOK_TIMES: WebhookTimes = {
  batchMs: 50,
  firstRetryMs: 1000,
  longestRetryMs: 60_000,
  giveUpAfterMs: 300_000,
  answerWithinMs: 10_000,
}

const WAITING_EVENTS_MAX = 10_000
const EVENTS_PER_CALL_MAX = 500

type Log = (line: string, facts?: object) => void

interface Batch {
  readonly body: string
  readonly count: number
}

/**
 * Pusher Channels, "Webhooks": `{time_ms, events}` with `X-Pusher-Key` and `X-Pusher-Signature` = HMAC of the body.
 * One call is under way at a time, so that events arrive in the order they happened.
 */
export class WebhookSender {
  readonly #url: string
  readonly #app: AppCredentials
  readonly #log: Log
  readonly #times: WebhookTimes
  #waiting: OccupancyEvent[] = []
  #isRunning = false
  #isStopped = false
  #interrupt = () => {}

  constructor(url: string, app: AppCredentials, log: Log, times: WebhookTimes = WEBHOOK_TIMES) {
    this.#url = url
    this.#app = app
    this.#log = log
    this.#times = times
  }

  add(event: OccupancyEvent): void {
    if (this.#isStopped) return
    if (this.#waiting.length >= WAITING_EVENTS_MAX) {
      this.#log('webhook: too many events are waiting, one is dropped', event)
      return
    }
    this.#waiting.push(event)
    if (!this.#isRunning) void this.#run()
  }

  /** What was not delivered by now is dropped, and said so. */
  stop(): void {
    if (this.#waiting.length > 0) this.#log('webhook: stopped with events waiting', { dropped: this.#waiting.length })
    this.#waiting = []
    this.#isStopped = true
    this.#interrupt()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    await this.#pause(this.#times.batchMs)
    while (this.#waiting.length > 0) await this.#deliver(this.#nextBatch())
    this.#isRunning = false
  }

  #nextBatch(): Batch {
    const events = this.#waiting.splice(0, EVENTS_PER_CALL_MAX)
    return { body: JSON.stringify({ time_ms: Date.now(), events }), count: events.length }
  }

  async #deliver(batch: Batch): Promise<void> {
    const giveUpAt = Date.now() + this.#times.giveUpAfterMs
    let retryMs = this.#times.firstRetryMs
    for (;;) {
      const failure = await this.#post(batch.body)
      if (failure === undefined) return
      if (this.#isStopped || Date.now() + retryMs > giveUpAt) {
        this.#log('webhook: gave up', { dropped: batch.count, url: this.#url, failure })
        return
      }
      await this.#pause(retryMs)
      retryMs = Math.min(retryMs * 2, this.#times.longestRetryMs)
    }
  }

  /** Returns why it failed, or undefined. */
  async #post(body: string): Promise<string | undefined> {
    const call = new AbortController()
    this.#interrupt = () => call.abort(new Error('stopped'))
    const noAnswer = setTimeout(() => call.abort(new Error('no answer in time')), this.#times.answerWithinMs)
    const headers = {
      'content-type': 'application/json',
      'x-pusher-key': this.#app.key,
      'x-pusher-signature': sign(this.#app.secret, body),
    }
    try {
      const options = { method: 'POST', body, headers, signal: call.signal, redirect: 'manual' } as const
      const response = await fetch(this.#url, options)
      await response.body?.cancel()
      return response.ok ? undefined : `status ${response.status}`
    } catch (error) {
      return String(error instanceof Error && error.cause ? error.cause : error)
    } finally {
      clearTimeout(noAnswer)
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#isStopped ? 0 : ms)
      timer.unref()
      this.#interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
