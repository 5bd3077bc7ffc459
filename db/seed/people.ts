import 'server-only'

/** The users of the small community, with names in several scripts, right-to-left text, accents and emoji. */
export const PEOPLE = [
  ['mira', 'Mira Hoffmann'],
  ['tomas', 'Tomás Oliveira'],
  ['amara', 'Amara Okafor 🌻'],
  ['yuki.t', '田中 ゆき'],
  ['hana.sato', '佐藤 花'],
  ['layla', 'ليلى حداد'],
  ['omar.k', 'عمر خليل'],
  ['noa', 'נועה לוי'],
  ['eitan', 'איתן כהן'],
  ['dmitri', 'Дмитрий Соколов'],
  ['anna.v', 'Анна Волкова'],
  ['olena', 'Олена Шевченко'],
  ['priya', 'प्रिया शर्मा'],
  ['minjun', '김민준'],
  ['weiling', '陈伟玲'],
  ['nikos', 'Νίκος Παπαδόπουλος'],
  ['anan', 'อนันต์ ศรีสุข'],
  ['joost', 'Joost van den Berg'],
  ['siobhan', 'Siobhán Ní Bhriain'],
  ['zoe_b', 'Zoë Beaumont'],
  ['bjorn', 'Björn Åkesson'],
  ['lucia', 'Lucía Fernández'],
  ['mateo', 'Mateo Ruiz'],
  ['greta', 'Greta Brandt'],
  ['kwame', 'Kwame Mensah'],
  ['thuy', 'Nguyễn Thị Thùy'],
  ['jakub', 'Jakub Wiśniewski'],
  ['sam.rivers', 'Sam 🏔️ Rivers'],
  ['the_real_pip', 'pip 🐧'],
  ['m.antonietta', 'Maria Antonietta Bellini di Castelvecchio'],
] as const

export type Username = (typeof PEOPLE)[number][0]

/** What some users say about themselves. */
export const BIOS: Partial<Record<Username, string>> = {
  mira: 'Bikes, bread, and bad puns. Mostly in Leipzig.',
  tomas: 'Ceramics at weekends. I answer slowly, but I do answer.',
  amara: 'Growing tomatoes on the fourth floor 🌻',
  layla: 'طبيبة أطفال، وقارئة لا تتوقف',
  the_real_pip: 'yes, the real one 🐧',
  'sam.rivers': 'Up a mountain, or planning to be.\nPhotos: https://example.org/sam',
  greta: 'Chor, Garten, Sudoku.',
  olena: 'Translator. Four languages, one keyboard.',
  siobhan: 'Fiddle player. Ask me about sessions on Thursdays.',
  kwame: 'Structural engineer, amateur baker.',
}

/** Users to sign in as, with the most data. */
export const SIGN_IN_USERNAMES = ['mira', 'tomas'] as const satisfies readonly Username[]

export type Language = 'english' | 'german' | 'spanish' | 'russian' | 'japanese' | 'arabic' | 'hebrew'

export interface ConversationPlan {
  between: readonly [Username, Username]
  messages: number
  language?: Language
  /** Number of newest messages, sent by the second user, that are unread. */
  unread?: number
  /** The friendship has ended; the conversation is read-only. */
  ended?: boolean
}

/** Planned conversations with 2,000 messages in total. Those in other languages are as long as their dialogues. */
export const CONVERSATION_PLANS: readonly ConversationPlan[] = [
  { between: ['mira', 'tomas'], messages: 332 },
  { between: ['mira', 'amara'], messages: 180, unread: 3 },
  { between: ['mira', 'layla'], messages: 120 },
  { between: ['mira', 'sam.rivers'], messages: 90, unread: 1 },
  { between: ['mira', 'the_real_pip'], messages: 60, unread: 4 },
  { between: ['mira', 'priya'], messages: 48 },
  { between: ['mira', 'joost'], messages: 36, ended: true },
  { between: ['mira', 'greta'], messages: 30, language: 'german' },
  { between: ['mira', 'olena'], messages: 22, unread: 1 },
  { between: ['tomas', 'lucia'], messages: 140, unread: 2 },
  { between: ['tomas', 'kwame'], messages: 110 },
  { between: ['tomas', 'minjun'], messages: 70 },
  { between: ['tomas', 'nikos'], messages: 56, unread: 1 },
  { between: ['amara', 'kwame'], messages: 150 },
  { between: ['siobhan', 'zoe_b'], messages: 100, unread: 2 },
  { between: ['bjorn', 'jakub'], messages: 84 },
  { between: ['thuy', 'olena'], messages: 64 },
  { between: ['sam.rivers', 'siobhan'], messages: 60 },
  { between: ['weiling', 'anan'], messages: 50, unread: 3 },
  { between: ['olena', 'zoe_b'], messages: 40 },
  { between: ['m.antonietta', 'nikos'], messages: 32 },
  { between: ['lucia', 'mateo'], messages: 30, language: 'spanish' },
  { between: ['yuki.t', 'hana.sato'], messages: 24, language: 'japanese' },
  { between: ['omar.k', 'layla'], messages: 24, language: 'arabic' },
  { between: ['eitan', 'noa'], messages: 24, language: 'hebrew' },
  { between: ['dmitri', 'anna.v'], messages: 24, language: 'russian' },
]

/** Pending friend requests, from the first user to the second. */
export const PENDING_REQUESTS: readonly (readonly [Username, Username])[] = [
  ['noa', 'mira'],
  ['bjorn', 'mira'],
  ['yuki.t', 'mira'],
  ['mira', 'weiling'],
  ['anan', 'tomas'],
  ['dmitri', 'tomas'],
  ['tomas', 'siobhan'],
  ['eitan', 'jakub'],
  ['hana.sato', 'minjun'],
  ['mateo', 'zoe_b'],
]
