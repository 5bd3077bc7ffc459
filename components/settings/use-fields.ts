'use client'

import { useRef, useState, useTransition } from 'react'
import { errorMessage } from '@/components/strings/error-message'
import { Problem } from '@/components/sync/problem'
import { useFocusOnFirstInvalid } from '@/components/ui/use-focus-on-first-invalid'

interface Outcome {
  /** Error messages by field name. */
  errors: Record<string, string>
  /** Error of the whole form. */
  problem?: string
  done?: boolean
}

const NOTHING: Outcome = { errors: {} }

/** Submits a form, one submission at a time, and keeps errors by field. The first invalid field gets the focus. */
export function useFields() {
  const form = useRef<HTMLFormElement>(null)
  const [pending, startTransition] = useTransition()
  const [outcome, setOutcome] = useState(NOTHING)
  useFocusOnFirstInvalid(form, outcome.errors)
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
