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
  pending?: boolean
}

export function Button({
  look = 'primary',
  pending = false,
  className = '',
  onClick,
  type = 'button',
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={pending || undefined}
      className={`${buttonLook(look)} aria-disabled:cursor-progress aria-disabled:opacity-60 ${className}`}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    />
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName
  label: string
}

/** A square button whose words are for screen readers and the tooltip. */
export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" aria-label={label} title={label} className={`${iconButtonLook} ${className}`}>
      <Icon name={icon} className="size-5" />
    </button>
  )
}

export const iconButtonLook =
  'inline-flex size-control shrink-0 items-center justify-center rounded-control border border-transparent text-muted transition-colors hover:bg-hover hover:text-ink pointer-coarse:size-target'
