'use client'

import Broken from './error'
import './globals.css'

/** Stands in for the root layout when that itself has broken. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <Broken retry={retry} />
      </body>
    </html>
  )
}
