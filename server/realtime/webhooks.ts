import { coalesceRuns } from '@/lib/coalesce-runs'
import type { OccupancyEvent } from './channel-registry'
import { type AppCredentials, sign } from './signatures'

export interface WebhookTimes {
  readonly batchDelayMs: number
  readonly firstRetryDelayMs: number
  readonly maxRetryDelayMs: number
  readonly giveUpAfterMs: number
  readonly responseTimeoutMs: number
}

/** Pusher Channels retries a webhook with growing delays for five minutes. */
const WEBHOOK_TIMES: WebhookTimes = {
  batchDelayMs: 50,
  firstRetryDelayMs: 1000,
  maxRetryDelayMs: 60_000,
  giveUpAfterMs: 300_000,
  responseTimeoutMs: 10_000,
}

const MAX_QUEUED_EVENTS = 10_000
const MAX_EVENTS_PER_CALL = 500

type Log = (line: string, facts?: object) => void

interface Batch {
  readonly body: string
  readonly count: number
}

/**
 * Sends occupancy events as in Pusher Channels, "Webhooks": `{time_ms, events}` with `X-Pusher-Key` and
 * `X-Pusher-Signature` = HMAC of the body. Makes one call at a time, so that events arrive in the order they happened.
 */
export class WebhookSender {
  readonly #url: string
  readonly #app: AppCredentials
  readonly #log: Log
  readonly #times: WebhookTimes
  #queue: OccupancyEvent[] = []
  readonly #run = coalesceRuns(() => this.#deliverQueue())
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
    if (this.#queue.length >= MAX_QUEUED_EVENTS) {
      this.#log('webhook: too many events are waiting, one is dropped', event)
      return
    }
    this.#queue.push(event)
    void this.#run()
  }

  /** Drops the events that are not delivered yet, logs how many, and aborts the call under way. */
  stop(): void {
    if (this.#queue.length > 0) this.#log('webhook: stopped with events waiting', { dropped: this.#queue.length })
    this.#queue = []
    this.#isStopped = true
    this.#interrupt()
  }

  async #deliverQueue(): Promise<void> {
    if (this.#queue.length === 0) return
    await this.#pause(this.#times.batchDelayMs)
    while (this.#queue.length > 0) await this.#deliver(this.#nextBatch())
  }

  #nextBatch(): Batch {
    const events = this.#queue.splice(0, MAX_EVENTS_PER_CALL)
    return { body: JSON.stringify({ time_ms: Date.now(), events }), count: events.length }
  }

  async #deliver(batch: Batch): Promise<void> {
    const deadline = Date.now() + this.#times.giveUpAfterMs
    let retryDelayMs = this.#times.firstRetryDelayMs
    for (;;) {
      const failure = await this.#post(batch.body)
      if (failure === undefined) return
      if (this.#isStopped || Date.now() + retryDelayMs > deadline) {
        this.#log('webhook: gave up', { dropped: batch.count, url: this.#url, failure })
        return
      }
      await this.#pause(retryDelayMs)
      retryDelayMs = Math.min(retryDelayMs * 2, this.#times.maxRetryDelayMs)
    }
  }

  /** Resolves with the reason of a failure, or undefined. */
  async #post(body: string): Promise<string | undefined> {
    const abortController = new AbortController()
    this.#interrupt = () => abortController.abort(new Error('stopped'))
    const timer = setTimeout(() => abortController.abort(new Error('no answer in time')), this.#times.responseTimeoutMs)
    const headers = {
      'content-type': 'application/json',
      'x-pusher-key': this.#app.key,
      'x-pusher-signature': sign(this.#app.secret, body),
    }
    try {
      const options = { method: 'POST', body, headers, signal: abortController.signal, redirect: 'manual' } as const
      const response = await fetch(this.#url, options)
      await response.body?.cancel()
      return response.ok ? undefined : `status ${response.status}`
    } catch (error) {
      return String(error instanceof Error && error.cause ? error.cause : error)
    } finally {
      clearTimeout(timer)
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
