import fc from 'fast-check'

export const PEOPLE = 4
/** The number of an id that does not exist. */
export const NOBODY = -1

type OnPerson = 'request' | 'accept' | 'decline' | 'cancel' | 'unfriend' | 'block' | 'unblock' | 'open'

/** One action of one of four users, who are given by their numbers. */
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
  { weight: 1, arbitrary: fc.constant(0) }, // The user themselves.
  { weight: 1, arbitrary: fc.constant(undefined) },
)
const from = (person: number, distance: number | undefined) =>
  distance === undefined ? NOBODY : (person + distance) % PEOPLE

const onPerson = (act: OnPerson) =>
  fc.record({ by, other }).map((values): Step => ({ act, by: values.by, to: from(values.by, values.other) }))

const batch = (act: 'batch accept' | 'batch decline') =>
  fc
    .record({ by, others: fc.array(other, { minLength: 1, maxLength: PEOPLE }) })
    .map((values): Step => ({ act, by: values.by, to: values.others.map((one) => from(values.by, one)) }))

const send = (act: 'send' | 'send again') =>
  fc.record({ by, other }).map((values): Step => ({ act, by: values.by, to: from(values.by, values.other) }))

const upTo = fc.oneof(fc.nat({ max: 12 }), fc.constant(Number.MAX_SAFE_INTEGER))

/** Generates any step; the weights are chosen so that every state of a pair occurs many times. */
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
        .map((values): Step => ({ act: 'read', by: values.by, to: from(values.by, values.other), upTo: values.upTo })),
    },
    { weight: 3, arbitrary: fc.record({ by, upTo }).map((values): Step => ({ act: 'read notifications', ...values })) },
    {
      weight: 2,
      arbitrary: fc
        .record({ by, plan: fc.constantFrom('free' as const, 'pro' as const) })
        .map((values): Step => ({ act: 'change plan', ...values })),
    },
    { weight: 2, arbitrary: fc.constant<Step>({ act: 'wait a day' }) },
  ),
)

/** Generates `count` steps; the same seed gives the same steps. */
export const stepsOf = (seed: number, count: number): Step[] => fc.sample(anyStep, { seed, numRuns: count })

/** Formats a step as one line, for the report of a failure. */
export function stepText(step: Step): string {
  const { act, ...rest } = step
  return `${act}(${Object.values(rest).join(' ')})`
}
