'use client'

import type { ComponentProps } from 'react'
import { type ButtonVariant, buttonVariant, type IconButtonTone, iconButtonVariant } from './button-variants'
import { Icon, type IconName } from './icon'
import { useTabIndex } from './tab-stops'

interface Props extends ComponentProps<'button'> {
  variant?: ButtonVariant
  /** While true the button keeps its focus and width and ignores clicks. */
  pending?: boolean | undefined
}

export function Button({ variant = 'primary', pending, className = '', ...rest }: Props) {
  return <Pressable {...rest} pending={pending} className={`${buttonVariant(variant)} ${className}`} />
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName
  label: string
  tone?: IconButtonTone
  pending?: boolean | undefined
}

/** A square button with an icon; the label is for screen readers and the tooltip. */
export function IconButton({ icon, label, tone = 'muted', className = '', ...rest }: IconButtonProps) {
  return (
    <Pressable {...rest} aria-label={label} title={label} className={`${iconButtonVariant(tone)} ${className}`}>
      <Icon name={icon} className="size-5" />
    </Pressable>
  )
}

function Pressable({ pending = false, className, onClick, type = 'button', ...rest }: Omit<Props, 'look'>) {
  const tabIndex = useTabIndex()
  return (
    <button
      tabIndex={tabIndex}
      {...rest}
      type={type}
      aria-disabled={pending || undefined}
      className={`aria-disabled:cursor-progress aria-disabled:opacity-60 ${className}`}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    />
  )
}
