'use client'

import Broken from './error'
import './globals.css'

/** Replaces the root layout when it fails. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <Broken retry={retry} />
      </body>
    </html>
  )
}
