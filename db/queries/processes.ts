import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { processes } from '@/db/schema'

/** Marks a process as running. Returns the number of processes seen within `lifetimeSeconds`, including this one. */
export async function markRunning(on: Connection, id: string, lifetimeSeconds: number): Promise<number> {
  const [row] = await on.execute<{ count: number }>(sql`
    with marked as (
      insert into processes (id, seen_at) values (${id}, now())
      on conflict (id) do update set seen_at = excluded.seen_at
    )
    select 1 + count(*)::int as count from processes
    where id <> ${id} and seen_at > now() - make_interval(secs => ${lifetimeSeconds})`)
  return row?.count ?? 1
}

export async function removeProcess(on: Connection, id: string) {
  await on.delete(processes).where(eq(processes.id, id))
}

/** Deletes processes that ended without removing themselves. */
export async function deleteEndedProcesses(on: Connection) {
  await on.delete(processes).where(sql`${processes.seenAt} < now() - interval '1 hour'`)
}
