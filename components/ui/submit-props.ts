import type { FormEvent } from 'react'

/**
 * Returns the props of a form that calls `submit` with its fields. Through `action`, React holds back a form that is
 * submitted before the page is interactive, and submits it afterwards; otherwise the browser would load the page with the
 * fields, passwords too, in its address. Afterwards `onSubmit` keeps what was typed: React resets a form after its action.
 */
export const submitProps = (submit: (fields: FormData) => void) => ({
  action: submit,
  onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    submit(new FormData(event.currentTarget))
  },
})
