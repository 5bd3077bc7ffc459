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

/** Everything said in one planned talk, in order of time, the last of it about `latest`. */
export function linesOf(chance: Random, plan: ConversationPlan, latest: number): PlannedLine[] {
  const { messages, language = 'english', unread = 0 } = plan
  const told = dialoguesOf(chance, DIALOGUES[language], messages - unread)
  const times = timesOf(chance, told, latest - unread * MINUTE_MS)
  const turns = told.flatMap((dialogue) => {
    const firstBegins = language !== 'english' || chance.below(2) === 0
    return dialogue.map(({ isAnswer, body }) => ({ byFirst: firstBegins !== isAnswer, body }))
  })
  const unanswered = chance.shuffled(followUps).slice(0, unread)
  return [
    ...turns.map((turn, place) => ({ ...turn, at: times[place] ?? latest })),
    ...unanswered.map((body, place) => ({ byFirst: false, body, at: latest - (unread - 1 - place) * MINUTE_MS })),
  ]
}

/** Dialogues of so many turns together; the deck is laid again when it is used up, the last one may break off. */
function dialoguesOf(chance: Random, deck: readonly Dialogue[], turns: number): Dialogue[] {
  const told: Dialogue[] = []
  let waiting: Dialogue[] = []
  for (let left = turns; left > 0; ) {
    if (waiting.length === 0) waiting = chance.shuffled(deck)
    const next = fillPlaceholders(chance, waiting.pop() ?? []).slice(0, left)
    told.push(next)
    left -= next.length
  }
  return told
}

/** A moment for every turn: dialogues at waking hours of the weeks before `latest`, the last one just before it. */
function timesOf(chance: Random, told: readonly Dialogue[], latest: number): number[] {
  const times: number[] = []
  told.forEach((dialogue, place) => {
    const day = latest - SPREAD_MS + Math.floor((place * SPREAD_MS) / told.length)
    const begin = place === told.length - 1 ? latest - 10 * MINUTE_MS : wakingHour(chance, day)
    let at = Math.max(begin, (times.at(-1) ?? 0) + 2 * MINUTE_MS)
    for (const _ of dialogue) {
      times.push(at)
      at += 8 * SECOND_MS + chance.below(2 * MINUTE_MS)
    }
  })
  // Whatever ran past the end moves to before it, still in order.
  for (let place = times.length - 1, limit = latest; place >= 0; place--) {
    times[place] = Math.min(times[place] ?? limit, limit)
    limit = (times[place] ?? limit) - 5 * SECOND_MS
  }
  return times
}

const wakingHour = (chance: Random, day: number) =>
  Math.floor(day / DAY_MS) * DAY_MS + 8 * HOUR_MS + chance.below(14 * HOUR_MS)
