import type { DisplayMessage } from '@/components/message-data/use-messages'

export type MessageActionKind =
  | 'retry'
  | 'react'
  | 'reply'
  | 'copy'
  | 'edit'
  | 'discard'
  | 'hide'
  | 'retract'
  | 'report'

interface Situation {
  isMine: boolean
  /** Whether the two members may write to each other. */
  open: boolean
  now: Date
  limits: { editMinutes: number; retractHours: number }
}

type Facts = Pick<DisplayMessage, 'seq' | 'state' | 'retracted' | 'createdAt'>

/** Returns the actions that are available for a message; the server checks the time limits by its own clock. */
export function availableActions(
  { seq, state, retracted, createdAt }: Facts,
  { isMine, open, now, limits }: Situation,
): MessageActionKind[] {
  if (retracted) return ['hide']
  if (seq === 0)
    return possible([
      ['retry', state === 'failed'],
      ['edit', open],
      ['copy', true],
      ['discard', true],
    ])
  const ageMinutes = (now.getTime() - Date.parse(createdAt)) / 60_000
  return possible([
    ['react', open],
    ['reply', open],
    ['copy', true],
    ['edit', open && isMine && ageMinutes < limits.editMinutes],
    ['hide', true],
    ['retract', open && isMine && ageMinutes < limits.retractHours * 60],
    ['report', !isMine],
  ])
}

const possible = (actions: [MessageActionKind, boolean][]) =>
  actions.flatMap(([action, isPossible]) => (isPossible ? [action] : []))
