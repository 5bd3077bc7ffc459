import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon'

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  quiet: 'bg-sunken text-ink hover:bg-line',
  plain: 'text-accent-ink hover:bg-hover',
  danger: 'bg-danger-soft text-danger hover:bg-line',
} as const

export type ButtonLook = keyof typeof LOOKS

const SHAPE =
  'inline-flex min-h-control shrink-0 items-center justify-center gap-2 rounded-control border border-transparent px-3 font-medium text-body transition-colors pointer-coarse:min-h-target disabled:opacity-60'

/** The look of a button, for links that act like one. */
export const buttonLook = (look: ButtonLook) => `${SHAPE} ${LOOKS[look]}`

interface Props extends ComponentProps<'button'> {
  look?: ButtonLook
  /** While true the button keeps its focus and its width, and ignores presses. */
  pending?: boolean | undefined
}

export function Button({ look = 'primary', pending, className = '', ...rest }: Props) {
  return <Pressable {...rest} pending={pending} className={`${buttonLook(look)} ${className}`} />
}

const TONES = { muted: 'text-muted hover:text-ink', accent: 'text-accent-ink' } as const

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName
  label: string
  tone?: keyof typeof TONES
  pending?: boolean | undefined
}

/** A square button whose words are for screen readers and the tooltip. */
export function IconButton({ icon, label, tone = 'muted', className = '', ...rest }: IconButtonProps) {
  return (
    <Pressable {...rest} aria-label={label} title={label} className={`${iconButtonLook(tone)} ${className}`}>
      <Icon name={icon} className="size-5" />
    </Pressable>
  )
}

export const iconButtonLook = (tone: keyof typeof TONES) =>
  `inline-flex size-control shrink-0 items-center justify-center rounded-control border border-transparent transition-colors hover:bg-hover pointer-coarse:size-target ${TONES[tone]}`

function Pressable({ pending = false, className, onClick, type = 'button', ...rest }: Omit<Props, 'look'>) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={pending || undefined}
      className={`aria-disabled:cursor-progress aria-disabled:opacity-60 ${className}`}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    />
  )
}
