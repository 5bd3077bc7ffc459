import fc from 'fast-check'

export const PEOPLE = 4
/** Stands for an id that nobody has. */
export const NOBODY = -1

type OnPerson = 'request' | 'accept' | 'decline' | 'cancel' | 'unfriend' | 'block' | 'unblock' | 'open'

/** One thing that one of four people does, by their numbers. */
export type Step =
  | { act: OnPerson; by: number; to: number }
  | { act: 'batch accept' | 'batch decline'; by: number; to: number[] }
  | { act: 'send' | 'send again'; by: number; to: number }
  | { act: 'read'; by: number; to: number; upTo: number }
  | { act: 'read notifications'; by: number; upTo: number }
  | { act: 'change plan'; by: number; plan: 'free' | 'pro' }
  | { act: 'wait a day' }

const by = fc.nat({ max: PEOPLE - 1 })
const other = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: PEOPLE - 1 }) },
  { weight: 1, arbitrary: fc.constant(0) }, // Oneself.
  { weight: 1, arbitrary: fc.constant(undefined) },
)
const from = (person: number, distance: number | undefined) =>
  distance === undefined ? NOBODY : (person + distance) % PEOPLE

const onPerson = (act: OnPerson) =>
  fc.record({ by, other }).map((drawn): Step => ({ act, by: drawn.by, to: from(drawn.by, drawn.other) }))

const batch = (act: 'batch accept' | 'batch decline') =>
  fc
    .record({ by, others: fc.array(other, { minLength: 1, maxLength: PEOPLE }) })
    .map((drawn): Step => ({ act, by: drawn.by, to: drawn.others.map((one) => from(drawn.by, one)) }))

const send = (act: 'send' | 'send again') =>
  fc.record({ by, other }).map((drawn): Step => ({ act, by: drawn.by, to: from(drawn.by, drawn.other) }))

const upTo = fc.oneof(fc.nat({ max: 12 }), fc.constant(Number.MAX_SAFE_INTEGER))

/** What people do, often enough of each that every state of a pair is met again and again. */
export const anyStep: fc.Arbitrary<Step> = fc.noBias(
  fc.oneof(
    { weight: 26, arbitrary: onPerson('request') },
    { weight: 22, arbitrary: onPerson('accept') },
    { weight: 7, arbitrary: onPerson('decline') },
    { weight: 6, arbitrary: onPerson('cancel') },
    { weight: 5, arbitrary: onPerson('unfriend') },
    { weight: 8, arbitrary: batch('batch accept') },
    { weight: 3, arbitrary: batch('batch decline') },
    { weight: 3, arbitrary: onPerson('block') },
    { weight: 16, arbitrary: onPerson('unblock') },
    { weight: 6, arbitrary: onPerson('open') },
    { weight: 16, arbitrary: send('send') },
    { weight: 5, arbitrary: send('send again') },
    {
      weight: 7,
      arbitrary: fc
        .record({ by, other, upTo })
        .map((drawn): Step => ({ act: 'read', by: drawn.by, to: from(drawn.by, drawn.other), upTo: drawn.upTo })),
    },
    { weight: 3, arbitrary: fc.record({ by, upTo }).map((drawn): Step => ({ act: 'read notifications', ...drawn })) },
    {
      weight: 2,
      arbitrary: fc
        .record({ by, plan: fc.constantFrom('free' as const, 'pro' as const) })
        .map((drawn): Step => ({ act: 'change plan', ...drawn })),
    },
    { weight: 2, arbitrary: fc.constant<Step>({ act: 'wait a day' }) },
  ),
)

/** So many steps, the same ones for the same seed. */
export const stepsOf = (seed: number, count: number): Step[] => fc.sample(anyStep, { seed, numRuns: count })

/** A step in a line, for the report of a failure. */
export function written(step: Step): string {
  const { act, ...rest } = step
  return `${act}(${Object.values(rest).join(' ')})`
}
