import 'server-only'
import type { Viewer } from '@/lib/session/viewer'
import { befriend } from './conversations'
import { createUser } from './environment'

export interface ThreeUsers {
  viewer: Viewer
  person: Viewer
  /** A friend of both. */
  common: Viewer
}

/** Creates two users whose only connection is a mutual friend. */
export async function createThreeUsers(): Promise<ThreeUsers> {
  const [viewer, person, common] = await Promise.all([createUser('viewer'), createUser('person'), createUser('common')])
  await befriend(common, viewer)
  await befriend(person, common)
  return { viewer, person, common }
}
