import 'server-only'
import type { Random } from './random'

interface DialogueLine {
  /** Whether the one who was spoken to says this. */
  isAnswer: boolean
  body: string
}

export type Dialogue = readonly DialogueLine[]

/** Reads dialogues parted by blank lines; a line that begins with `>` is the answerer's. */
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

/** The dialogue with every `{word}` chosen, the same one throughout. */
export function fillPlaceholders(chance: Random, dialogue: Dialogue): Dialogue {
  const chosen = new Map<string, string>()
  const choose = (whole: string, name: string) => {
    const words = PLACEHOLDERS[name]
    if (!words) return whole
    const word = chosen.get(name) ?? chance.pick(words)
    chosen.set(name, word)
    return word
  }
  return dialogue.map(({ isAnswer, body }) => ({ isAnswer, body: body.replace(/\{(\w+)\}/g, choose) }))
}
