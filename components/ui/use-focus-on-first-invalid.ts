'use client'

import { type RefObject, useEffect } from 'react'

/** Focuses the first invalid field of the form whenever `errors` changes to an object with entries. */
export function useFocusOnFirstInvalid(form: RefObject<HTMLFormElement | null>, errors: Record<string, string>) {
  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [form, errors])
}
