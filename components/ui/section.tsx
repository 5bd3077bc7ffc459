import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  count?: number | undefined
  /** Said after the count. */
  note?: string | undefined
  /** Action for the whole section. */
  action?: ReactNode
  children: ReactNode
}

/** A section of a list with a title. */
export function Section({ title, count, note, action, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col py-2">
      <div className="flex items-center gap-2 px-4">
        <h2 id={id} className="grow py-1 font-semibold text-muted text-small">
          {title}
          {count !== undefined && count > 0 && <span className="ps-2 font-normal tabular-nums">{count}</span>}
          {note && <span className="font-normal"> · {note}</span>}
        </h2>
        {action && <div className="-my-2 -me-3">{action}</div>}
      </div>
      {children}
    </section>
  )
}
