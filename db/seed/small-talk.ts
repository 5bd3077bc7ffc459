import 'server-only'
import { type Dialogue, fillPlaceholders } from './dialogues'
import { everydayDialogues, followUps } from './dialogues-of-every-day'
import { planDialogues } from './dialogues-of-plans'
import { arabic, german, hebrew, japanese, russian, spanish } from './dialogues-of-the-world'
import type { ConversationPlan, Language } from './people'
import type { Random } from './random'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const SPREAD_MS = 40 * DAY_MS

const DIALOGUES: Record<Language, Dialogue[]> = {
  english: [...planDialogues, ...everydayDialogues],
  ...{ german, spanish, russian, japanese, arabic, hebrew },
}

interface PlannedLine {
  byFirst: boolean
  body: string
  at: number
}

/** Returns the lines of one planned conversation, in order of time; the last one is at about `latest`. */
export function linesOf(random: Random, plan: ConversationPlan, latest: number): PlannedLine[] {
  const { messages, language = 'english', unread = 0 } = plan
  const dialogues = dialoguesOf(random, DIALOGUES[language], messages - unread)
  const times = timesOf(random, dialogues, latest - unread * MINUTE_MS)
  const lines = dialogues.flatMap((dialogue) => {
    const firstBegins = language !== 'english' || random.below(2) === 0
    return dialogue.map(({ isAnswer, body }) => ({ byFirst: firstBegins !== isAnswer, body }))
  })
  const unanswered = random.shuffled(followUps).slice(0, unread)
  return [
    ...lines.map((line, index) => ({ ...line, at: times[index] ?? latest })),
    ...unanswered.map((body, index) => ({ byFirst: false, body, at: latest - (unread - 1 - index) * MINUTE_MS })),
  ]
}

/**
 * Returns shuffled dialogues with this many lines in total. Reuses the list when it is used up; the last one may be
 * cut.
 */
function dialoguesOf(random: Random, source: readonly Dialogue[], lines: number): Dialogue[] {
  const dialogues: Dialogue[] = []
  let remaining: Dialogue[] = []
  for (let left = lines; left > 0; ) {
    if (remaining.length === 0) remaining = random.shuffled(source)
    const next = fillPlaceholders(random, remaining.pop() ?? []).slice(0, left)
    dialogues.push(next)
    left -= next.length
  }
  return dialogues
}

/** Returns a time for every line: dialogues at waking hours of the weeks before `latest`, the last just before it. */
function timesOf(random: Random, dialogues: readonly Dialogue[], latest: number): number[] {
  const times: number[] = []
  dialogues.forEach((dialogue, index) => {
    const day = latest - SPREAD_MS + Math.floor((index * SPREAD_MS) / dialogues.length)
    const begin = index === dialogues.length - 1 ? latest - 10 * MINUTE_MS : wakingHour(random, day)
    let at = Math.max(begin, (times.at(-1) ?? 0) + 2 * MINUTE_MS)
    for (const _ of dialogue) {
      times.push(at)
      at += 8 * SECOND_MS + random.below(2 * MINUTE_MS)
    }
  })
  // Moves times after `latest` to before it, in the same order.
  for (let index = times.length - 1, limit = latest; index >= 0; index--) {
    times[index] = Math.min(times[index] ?? limit, limit)
    limit = (times[index] ?? limit) - 5 * SECOND_MS
  }
  return times
}

const wakingHour = (random: Random, day: number) =>
  Math.floor(day / DAY_MS) * DAY_MS + 8 * HOUR_MS + random.below(14 * HOUR_MS)
