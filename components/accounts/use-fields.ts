'use client'

import { useEffect, useRef, useState, useTransition } from 'react'
import { errorMessage } from '@/components/strings/error-message'
import { Problem } from '@/components/sync/problem'

interface Outcome {
  /** Messages by field name. */
  errors: Record<string, string>
  /** What is wrong with the whole, when no field is to blame. */
  problem?: string
  done?: boolean
}

const NOTHING: Outcome = { errors: {} }

/** Sends a form, one time at once, and keeps what was wrong by field; the first wrong field gets the focus. */
export function useFields() {
  const form = useRef<HTMLFormElement>(null)
  const [pending, startTransition] = useTransition()
  const [outcome, setOutcome] = useState(NOTHING)
  useEffect(() => {
    if (Object.keys(outcome.errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [outcome])
  const send = (work: () => Promise<unknown>) => {
    if (pending) return
    startTransition(async () => {
      setOutcome(NOTHING)
      try {
        await work()
        setOutcome({ errors: {}, done: true })
      } catch (error) {
        const errors = error instanceof Problem ? error.errors : {}
        setOutcome(Object.keys(errors).length > 0 ? { errors } : { errors, problem: errorMessage(error) })
      }
    })
  }
  return { form, pending, send, forget: () => setOutcome(NOTHING), ...outcome }
}
