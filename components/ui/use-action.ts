'use client'

import { useState, useTransition } from 'react'
import { errorMessage } from '@/components/strings/error-message'

/** Runs one action of a button at a time, and keeps the text of an error. */
export function useAction() {
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string>()
  const run = (work: () => Promise<unknown>) =>
    startTransition(async () => {
      setProblem(undefined)
      try {
        await work()
      } catch (error) {
        setProblem(errorMessage(error))
      }
    })
  return { pending, problem, run }
}
