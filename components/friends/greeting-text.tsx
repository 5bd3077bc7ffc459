'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { words } from '@/components/words'

/** Longer ones are shown by their beginning first. */
const SHORT = 240
const FEW_LINES = 6

/** The message that came or went with a request. */
export function GreetingText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false)
  const { showAll, showLess } = words.messages.greet
  const isLong = text.length > SHORT || text.split('\n').length > FEW_LINES
  return (
    <div className="flex flex-col items-start gap-1">
      <p
        dir="auto"
        className={`wrap-anywhere max-w-full whitespace-pre-wrap rounded-bubble bg-bubble px-3 py-2 text-start ${isLong && !isWhole ? 'line-clamp-6' : ''}`}
      >
        {text}
      </p>
      {isLong && (
        <Button look="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? showLess : showAll}
        </Button>
      )}
    </div>
  )
}
