'use client'

import { useEffect, useState } from 'react'

/** Returns the value when it has not changed for `quietMs`; an empty value at once. */
export function useDebouncedValue(value: string, quietMs = 200): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : quietMs)
    return () => clearTimeout(timer)
  }, [value, quietMs])
  return value === '' ? '' : settled
}
