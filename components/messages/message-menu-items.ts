import type { ShownMessage } from './use-messages'

export type MessageDeed = 'react' | 'reply' | 'copy' | 'edit' | 'hide' | 'retract' | 'report'

interface Situation {
  isMine: boolean
  /** Whether the two may write to each other. */
  open: boolean
  now: Date
  limits: { editMinutes: number; retractHours: number }
}

type Facts = Pick<ShownMessage, 'seq' | 'retracted' | 'createdAt'>

/** What can be done to a message as things stand; the server judges by its own clock. */
export function deedsFor(
  { seq, retracted, createdAt }: Facts,
  { isMine, open, now, limits }: Situation,
): MessageDeed[] {
  if (seq === 0) return []
  if (retracted) return ['hide']
  const ageMinutes = (now.getTime() - Date.parse(createdAt)) / 60_000
  const deeds: [MessageDeed, boolean][] = [
    ['react', open],
    ['reply', open],
    ['copy', true],
    ['edit', open && isMine && ageMinutes < limits.editMinutes],
    ['hide', true],
    ['retract', open && isMine && ageMinutes < limits.retractHours * 60],
    ['report', !isMine],
  ]
  return deeds.flatMap(([deed, possible]) => (possible ? [deed] : []))
}
