const VARIANTS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  quiet: 'bg-sunken text-ink hover:bg-line',
  plain: 'text-accent-ink hover:bg-hover',
  danger: 'bg-danger-soft text-danger hover:bg-line',
} as const

export type ButtonVariant = keyof typeof VARIANTS

const SHAPE =
  'inline-flex min-h-control shrink-0 items-center justify-center gap-2 rounded-control border border-transparent px-3 font-medium text-body transition-colors pointer-coarse:min-h-target disabled:opacity-60'

/** Returns the classes of a button, also for links that look like one. */
export const buttonVariant = (variant: ButtonVariant) => `${SHAPE} ${VARIANTS[variant]}`

const TONES = { muted: 'text-muted hover:text-ink', accent: 'text-accent-ink' } as const

export type IconButtonTone = keyof typeof TONES

export const iconButtonVariant = (tone: IconButtonTone) =>
  `inline-flex size-control shrink-0 items-center justify-center rounded-control border border-transparent transition-colors hover:bg-hover pointer-coarse:size-target ${TONES[tone]}`
