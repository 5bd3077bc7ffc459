import fc from 'fast-check'
import { anyStep, NOBODY, PEOPLE, type Step as PeopleStep } from '@/tests/support/friends-steps'

export const DEVICES = 3
/** Whose devices they are; the others write to this one. */
export const OWNER = 0

export type MessageAct = 'read' | 'hide' | 'retract' | 'edit' | 'react'
export type DeviceAct =
  | 'show list'
  | 'hide list'
  | 'scroll list'
  | 'show notifications'
  | 'hide notifications'
  | 'show chat'
  | 'hide chat'
  | 'scroll chat'
  | 'leave'
  | 'return'
  | 'check'
  | 'load anew'
  | 'be slow'
  | 'be quick'

/** What becomes of one frame on its way to one device. */
type Weather = 'fine' | 'lost' | 'late' | 'twice'

/** One thing that happens, and the weather meanwhile. */
export type Step = { weather: Weather[] } & (
  | { act: 'people'; step: PeopleStep }
  /** To the message so far back from the newest one of the owner and `other`. */
  | { act: MessageAct; by: number; other: number; back: number }
  | { act: DeviceAct; device: number; other: number }
  | { act: 'forget the log' }
)

const other = fc.integer({ min: 1, max: PEOPLE - 1 })
const weather = fc.array(
  fc.oneof(
    { weight: 14, arbitrary: fc.constant<Weather>('fine') },
    { weight: 2, arbitrary: fc.constantFrom<Weather>('lost', 'late', 'twice') },
  ),
  { minLength: 4 * DEVICES, maxLength: 4 * DEVICES },
)

/** The same step, done by the owner or to the owner: of others' steps among themselves the owner hears nothing. */
function aroundOwner(step: PeopleStep): PeopleStep {
  if (!('to' in step) || step.by === OWNER) return step
  switch (step.act) {
    case 'batch accept':
    case 'batch decline':
      return { ...step, to: [OWNER] }
    default:
      return step.to === NOBODY ? step : { ...step, to: OWNER }
  }
}

const people = (arbitrary: fc.Arbitrary<PeopleStep>) =>
  fc.record({ act: fc.constant('people' as const), step: arbitrary.map(aroundOwner), weather })

const send = fc.record({ other, own: fc.nat({ max: 3 }) }).map(
  (drawn): PeopleStep => ({
    act: 'send',
    by: drawn.own === 0 ? OWNER : drawn.other,
    to: drawn.own === 0 ? drawn.other : OWNER,
  }),
)

const toMessage = (act: MessageAct, ownerIn4: number) =>
  fc
    .record({ other, whose: fc.nat({ max: 3 }), back: fc.nat({ max: 7 }), weather })
    .map(({ whose, ...drawn }): Step => ({ ...drawn, act, by: whose < ownerIn4 ? OWNER : drawn.other }))

const onDevice = (...acts: DeviceAct[]) =>
  fc.record({ act: fc.constantFrom(...acts), device: fc.nat({ max: DEVICES - 1 }), other, weather })

const step: fc.Arbitrary<Step> = fc.noBias(
  fc.oneof(
    { weight: 30, arbitrary: people(send) },
    { weight: 24, arbitrary: people(anyStep) },
    { weight: 10, arbitrary: toMessage('read', 3) },
    { weight: 6, arbitrary: toMessage('hide', 3) },
    { weight: 3, arbitrary: toMessage('retract', 2) },
    { weight: 2, arbitrary: toMessage('edit', 2) },
    { weight: 2, arbitrary: toMessage('react', 2) },
    { weight: 6, arbitrary: onDevice('show list', 'show list', 'hide list', 'scroll list') },
    { weight: 9, arbitrary: onDevice('show chat', 'show chat', 'hide chat', 'scroll chat') },
    { weight: 3, arbitrary: onDevice('show notifications', 'hide notifications') },
    { weight: 12, arbitrary: onDevice('return', 'check', 'be quick') },
    { weight: 5, arbitrary: onDevice('leave', 'be slow') },
    { weight: 2, arbitrary: onDevice('load anew') },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('forget the log' as const), weather }) },
  ),
)

/** So many steps, the same ones for the same seed. */
export const stepsOf = (seed: number, count: number): Step[] => fc.sample(step, { seed, numRuns: count })

/** A step in a line, for the report of a failure. */
export function written(step: Step): string {
  const { weather, ...what } = step
  const faults = weather.flatMap((kind, at) => (kind === 'fine' ? [] : `${at} ${kind}`))
  return `${JSON.stringify('step' in what ? what.step : what)} ${faults.join()}`
}
