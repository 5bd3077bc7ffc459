/** Names that seem to speak for Kith, for its operator or for everybody. Nobody may choose them. */
const RESERVED = new Set(
  `kith kithbot kithteam kithsupport kithadmin kithofficial
  admin admins administrator administrators root superuser sysadmin sysop system systems operator operators owner host
  moderator moderators mod mods staff team official officials support helpdesk help service services customerservice
  security safety abuse trust trustandsafety legal privacy billing payments payment sales info contact feedback
  postmaster hostmaster webmaster mailerdaemon noreply donotreply nobody mail email news newsletter
  all everyone everybody anyone anybody here channel group groups room rooms team teams
  bot bots robot automod notification notifications alert alerts announcement announcements
  me you self myself guest guests anonymous unknown deleted null undefined none void true false nan
  api app www localhost server account accounts settings profile login logout signin signup signout register password`
    .split(/\s+/)
    .filter(Boolean),
)

/** Returns why the form of a new username is not allowed, or undefined. */
export function usernameError(username: string): string | undefined {
  if (!/[a-z0-9]/.test(username)) return 'Use a letter or a digit at least.'
  if (/^\.|\.$|\.\./.test(username)) return 'Put dots only between other characters.'
  return undefined
}

/**
 * Whether the username is, or reads like, a reserved name or one of the operator's own: dots and underscores, digits
 * that look like letters (`adm1n`) and digits at the end (`admin2`) make no difference, nor do several of them in a row
 * (`kith.support`).
 */
export function isReserved(username: string, operators: readonly string[]): boolean {
  const own = new Set(operators.map((name) => name.toLowerCase().replace(SEPARATORS, '')))
  const isTaken = (word: string) => readingsOf(word).some((reading) => RESERVED.has(reading) || own.has(reading))
  const parts = username.split(SEPARATORS).filter((part) => /[a-z]/.test(part) || isTaken(part))
  return isTaken(username.replace(SEPARATORS, '')) || (parts.length > 0 && parts.every(isTaken))
}

const SEPARATORS = /[._]+/g

/** Returns the ways in which a word can be read: the digit 1 is an i or an l. */
const readingsOf = (word: string) =>
  [word, word.replace(/\d+$/, '')].flatMap((form) => [form, inLetters(form, 'i'), inLetters(form, 'l')])

const LETTERS: Record<string, string> = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't' }

const inLetters = (word: string, one: 'i' | 'l') =>
  word.replace(/\d/g, (digit) => LETTERS[digit] ?? (digit === '1' ? one : digit))
