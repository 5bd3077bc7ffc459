import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  count?: number | undefined
  children: ReactNode
}

/** A titled part of a list. */
export function Section({ title, count, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col py-2">
      <h2 id={id} className="px-4 py-1 font-semibold text-muted text-small">
        {title}
        {count !== undefined && count > 0 && <span className="ps-2 font-normal tabular-nums">{count}</span>}
      </h2>
      {children}
    </section>
  )
}
