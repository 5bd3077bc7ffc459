import type { ReactNode } from 'react'

interface Props {
  title: string
  children: string
  action: ReactNode
}

/** A full page for an error. It is small, because Next preloads it with every page. */
export function ErrorPage({ title, children, action }: Props) {
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-2 px-6 text-center">
      <title>{`${title} · Kith`}</title>
      <h1 className="font-medium text-large">{title}</h1>
      <p className="max-w-prose text-balance text-muted">{children}</p>
      <div className="mt-4">{action}</div>
    </main>
  )
}
