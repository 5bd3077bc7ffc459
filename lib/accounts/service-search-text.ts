import 'server-only'
import { database } from '@/db/client'
import { foldBlockNames, foldUserNames } from '@/db/queries/backfill-search-texts'

const BATCH = 1000

/** Fills the search text of names that an older version has written or a migration has reset. */
export async function rebuildSearchTexts(): Promise<void> {
  for (const fold of [foldUserNames, foldBlockNames]) {
    let folded = BATCH
    while (folded === BATCH) folded = await database().transaction((tx) => fold(tx, BATCH))
  }
}
