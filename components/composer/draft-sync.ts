import type { Draft } from '@/lib/messages/schema'
import type { StoredDraft } from './draft-storage'

const SAVE_DELAY_MS = 1500
const RETRY_MS = 10_000

/** Storage of drafts on this device. */
interface DraftStorage {
  conversationIds(): string[]
  get(conversationId: string): StoredDraft | undefined
  set(conversationId: string, draft: StoredDraft | undefined): void
}

interface DraftSyncDeps {
  storage: DraftStorage
  /** Saves the text on the server; a blank one deletes the draft there. Returns false if the server refuses it. */
  save(conversationId: string, text: string, leaving: boolean): Promise<boolean>
}

export type DraftSync = ReturnType<typeof createDraftSync>

/**
 * Synchronizes the drafts of this device with those of the server. Text written here is saved after a short delay.
 * Newer drafts of other devices are adopted, except while the user is writing here.
 */
export function createDraftSync({ storage, save }: DraftSyncDeps) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const saving = new Set<string>()
  /** Ids of the conversations with a draft on the server, as last received. Only such a draft can have been deleted. */
  let onServer = new Set(storage.conversationIds().filter((id) => storage.get(id)?.saved))
  let hasReceived = false

  const schedule = (conversationId: string, inMs: number) => {
    clearTimeout(timers.get(conversationId))
    timers.set(
      conversationId,
      setTimeout(() => void push(conversationId), inMs),
    )
  }

  const push = async (conversationId: string, leaving = false) => {
    clearTimeout(timers.get(conversationId))
    timers.delete(conversationId)
    const draft = storage.get(conversationId)
    if (!draft || draft.saved) return
    if (saving.has(conversationId) && !leaving) return schedule(conversationId, SAVE_DELAY_MS)
    if (isBlank(draft) && hasReceived && !onServer.has(conversationId) && !saving.has(conversationId))
      return storage.set(conversationId, undefined) // It was emptied before the server had it.
    saving.add(conversationId)
    const isSaved = await save(conversationId, draft.text, leaving).catch(() => undefined)
    saving.delete(conversationId)
    if (isSaved === undefined) return timers.has(conversationId) || schedule(conversationId, RETRY_MS)
    if (!isSaved) return
    if (isBlank(draft)) onServer.delete(conversationId)
    else onServer.add(conversationId)
    if (storage.get(conversationId) === draft)
      storage.set(conversationId, isBlank(draft) ? undefined : { ...draft, saved: true })
  }

  const isBusy = (conversationId: string) => timers.has(conversationId) || saving.has(conversationId)

  const reconcile = (conversationId: string, remote: Draft | undefined) => {
    if (isBusy(conversationId)) return
    const next = resolveDraft(storage.get(conversationId), remote, onServer.has(conversationId))
    if (next === 'save') void push(conversationId)
    else if (next !== 'keep') storage.set(conversationId, next.draft)
  }

  return {
    /** Schedules a save after the user has changed the text. */
    changed: (conversationId: string) => schedule(conversationId, SAVE_DELAY_MS),
    /** Saves an unsaved draft at once. With `leaving` the request survives the unloading of the page. */
    flush(conversationId: string, leaving = false) {
      if (storage.get(conversationId)?.saved === false) void push(conversationId, leaving)
    },
    flushAll(leaving: boolean) {
      for (const conversationId of [...timers.keys()]) void push(conversationId, leaving)
    },
    /** Receives all drafts of the server. */
    receive(all: readonly Draft[]) {
      const remote = new Map(all.map((draft) => [draft.conversationId, draft]))
      for (const id of new Set([...remote.keys(), ...storage.conversationIds()])) reconcile(id, remote.get(id))
      onServer = new Set(remote.keys())
      hasReceived = true
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}

/** Returns whether a draft is empty; it is then only stored until the server has deleted its copy. */
const isBlank = ({ text }: StoredDraft) => text.trim() === ''

/** Compares both drafts. Returns `keep` for no change, `save` to send the local one, or the new local draft. */
export function resolveDraft(
  local: StoredDraft | undefined,
  remote: Draft | undefined,
  wasOnServer: boolean,
): 'keep' | 'save' | { draft: StoredDraft | undefined } {
  if (!remote) {
    if (local && !local.saved) return 'save'
    return local && wasOnServer ? { draft: undefined } : 'keep' // Sent or emptied on another device.
  }
  const at = Date.parse(remote.updatedAt)
  const adoption = { draft: { text: remote.body, at, saved: true } }
  if (!local) return adoption
  if (local.text === remote.body) return local.saved && local.at === at ? 'keep' : adoption
  if (at > local.at) return adoption
  return local.saved ? 'keep' : 'save'
}
