import fc from 'fast-check'
import { anyStep, NOBODY, PEOPLE, type Step as PeopleStep } from '@/tests/support/friends-model/steps'

export const DEVICES = 3
/** Number of the user who owns the devices; the other users write to this one. */
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

/** How one frame is delivered to one device. */
type Delivery = 'normal' | 'lost' | 'late' | 'twice'

/** One action, and how the frames that follow from it are delivered. */
export type Step = { delivery: Delivery[] } & (
  | { act: 'people'; step: PeopleStep }
  /** On a message of the owner and `other`; `back` counts from the newest one. */
  | { act: MessageAct; by: number; other: number; back: number }
  | { act: DeviceAct; device: number; other: number }
  | { act: 'forget the log' }
)

const other = fc.integer({ min: 1, max: PEOPLE - 1 })
const delivery = fc.array(
  fc.oneof(
    { weight: 14, arbitrary: fc.constant<Delivery>('normal') },
    { weight: 2, arbitrary: fc.constantFrom<Delivery>('lost', 'late', 'twice') },
  ),
  { minLength: 4 * DEVICES, maxLength: 4 * DEVICES },
)

/** Changes a step between two other users to one that affects the owner, who receives no event of the former. */
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
  fc.record({ act: fc.constant('people' as const), step: arbitrary.map(aroundOwner), delivery })

const send = fc.record({ other, own: fc.nat({ max: 3 }) }).map(
  (values): PeopleStep => ({
    act: 'send',
    by: values.own === 0 ? OWNER : values.other,
    to: values.own === 0 ? values.other : OWNER,
  }),
)

const toMessage = (act: MessageAct, ownerIn4: number) =>
  fc
    .record({ other, whose: fc.nat({ max: 3 }), back: fc.nat({ max: 7 }), delivery })
    .map(({ whose, ...values }): Step => ({ ...values, act, by: whose < ownerIn4 ? OWNER : values.other }))

const onDevice = (...acts: DeviceAct[]) =>
  fc.record({ act: fc.constantFrom(...acts), device: fc.nat({ max: DEVICES - 1 }), other, delivery })

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
    { weight: 1, arbitrary: fc.record({ act: fc.constant('forget the log' as const), delivery }) },
  ),
)

/** Generates `count` steps; the same seed gives the same steps. */
export const stepsOf = (seed: number, count: number): Step[] => fc.sample(step, { seed, numRuns: count })

/** Formats a step as one line, for the report of a failure. */
export function stepText(step: Step): string {
  const { delivery, ...action } = step
  const faults = delivery.flatMap((kind, at) => (kind === 'normal' ? [] : `${at} ${kind}`))
  return `${JSON.stringify('step' in action ? action.step : action)} ${faults.join()}`
}
