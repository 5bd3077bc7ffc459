'use client'

import { createContext, type ReactNode, useContext } from 'react'

const Reachable = createContext(true)

/** While not `reachable`, Tab skips the controls below. They can still be pressed, and focused by other keys. */
export const TabStops = ({ reachable, children }: { reachable: boolean; children: ReactNode }) => (
  <Reachable value={reachable}>{children}</Reachable>
)

/** Returns the tabIndex of a control; undefined leaves it to the browser. */
export const useTabIndex = (): -1 | undefined => (useContext(Reachable) ? undefined : -1)
