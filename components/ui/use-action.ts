'use client'

import { useState, useTransition } from 'react'
import { errorMessage } from '@/components/strings/error-message'

/** Runs one thing at a time on behalf of a button, and keeps the sentence of a refusal. */
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
