import 'server-only'
import type { Random } from './random'

interface DialogueLine {
  /** True for a line of the second speaker. */
  isAnswer: boolean
  body: string
}

export type Dialogue = readonly DialogueLine[]

/** Parses dialogues separated by blank lines. A line that begins with `>` is of the second speaker. */
export const parseDialogues = (text: string): Dialogue[] =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((block) =>
      block.split('\n').map((line) => ({ isAnswer: line.startsWith('>'), body: line.replace(/^>\s*/, '').trim() })),
    )

const PLACEHOLDERS: Record<string, readonly [string, ...string[]]> = {
  food: ['dumplings', 'ramen', 'pizza', 'tacos', 'that lentil soup', 'pancakes', 'mushroom risotto', 'falafel'],
  place: ['the harbour', 'the old bakery', 'the station', 'the park gate', 'the library', 'the market', 'my place'],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  time: ['six', 'half past six', 'seven', '7:30', 'eight', 'quarter past eight'],
  show: ['the jazz night', 'the new documentary', 'the short film evening', 'the open mic', 'the choir concert'],
  book: ['the Le Guin one', 'the lighthouse novel', 'the book about moss', 'that detective story', 'the octopus book'],
  pet: ['the cat', 'the dog', 'the neighbour’s rabbit', 'our hen', 'the parrot'],
  thing: ['umbrella', 'charger', 'scarf', 'blue notebook', 'bike lock', 'thermos'],
  city: ['Lisbon', 'Accra', 'Kraków', 'Seoul', 'Utrecht', 'Athens', 'Galway', 'Leipzig'],
}

/** Replaces every `{name}` of a dialogue by a random value, the same one throughout the dialogue. */
export function fillPlaceholders(random: Random, dialogue: Dialogue): Dialogue {
  const chosen = new Map<string, string>()
  const choose = (whole: string, name: string) => {
    const values = PLACEHOLDERS[name]
    if (!values) return whole
    const value = chosen.get(name) ?? random.pick(values)
    chosen.set(name, value)
    return value
  }
  return dialogue.map(({ isAnswer, body }) => ({ isAnswer, body: body.replace(/\{(\w+)\}/g, choose) }))
}
