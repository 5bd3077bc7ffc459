import type { Draft } from '@/lib/messages/schema'
import type { StoredDraft } from './draft-storage'

const SAVE_AFTER_MS = 1500
const RETRY_MS = 10_000

/** Storage of drafts on this device. */
interface DraftStorage {
  conversationIds(): string[]
  get(conversationId: string): StoredDraft | undefined
  set(conversationId: string, draft: StoredDraft | undefined): void
}

interface DraftSyncDeps {
  storage: DraftStorage
  /** Saves the text on the server; a blank one deletes the draft. False when the server refuses it. */
  save(conversationId: string, text: string, leaving: boolean): Promise<boolean>
}

export type DraftSync = ReturnType<typeof createDraftSync>

/**
 * Synchronizes the drafts of this device with the server: saves shortly after writing, and takes over newer drafts of
 * other devices, but never while the user writes here.
 */
export function createDraftSync({ storage, save }: DraftSyncDeps) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const saving = new Set<string>()
  /** Conversations with a draft on the server at the last fetch; only these can have been deleted there. */
  let onServer = new Set(storage.conversationIds().filter((id) => storage.get(id)?.saved))
  let hasHeard = false

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
    if (saving.has(conversationId) && !leaving) return schedule(conversationId, SAVE_AFTER_MS)
    if (isBlank(draft) && hasHeard && !onServer.has(conversationId) && !saving.has(conversationId))
      return storage.set(conversationId, undefined) // Sent before the draft was ever saved on the server.
    saving.add(conversationId)
    const taken = await save(conversationId, draft.text, leaving).catch(() => undefined)
    saving.delete(conversationId)
    if (taken === undefined) return timers.has(conversationId) || schedule(conversationId, RETRY_MS)
    if (!taken) return
    if (isBlank(draft)) onServer.delete(conversationId)
    else onServer.add(conversationId)
    if (storage.get(conversationId) === draft)
      storage.set(conversationId, isBlank(draft) ? undefined : { ...draft, saved: true })
  }

  const isBusy = (conversationId: string) => timers.has(conversationId) || saving.has(conversationId)

  const reconcile = (conversationId: string, theirs: Draft | undefined) => {
    if (isBusy(conversationId)) return
    const next = resolveDraft(storage.get(conversationId), theirs, onServer.has(conversationId))
    if (next === 'save') void push(conversationId)
    else if (next !== 'keep') storage.set(conversationId, next.draft)
  }

  return {
    /** Reports that the user writes in the conversation. */
    changed: (conversationId: string) => schedule(conversationId, SAVE_AFTER_MS),
    /** Saves an unsaved draft now; with `leaving` also while the page is being closed. */
    flush(conversationId: string, leaving = false) {
      if (storage.get(conversationId)?.saved === false) void push(conversationId, leaving)
    },
    flushAll(leaving: boolean) {
      for (const conversationId of [...timers.keys()]) void push(conversationId, leaving)
    },
    /** Takes all drafts of the server. */
    receive(all: readonly Draft[]) {
      const theirs = new Map(all.map((draft) => [draft.conversationId, draft]))
      for (const id of new Set([...theirs.keys(), ...storage.conversationIds()])) reconcile(id, theirs.get(id))
      onServer = new Set(theirs.keys())
      hasHeard = true
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}

/** Whether the draft is blank; it is kept only until the server has deleted it too. */
const isBlank = ({ text }: StoredDraft) => text.trim() === ''

/** Compares the local draft with the server's: keep it, save it, or replace it. */
export function resolveDraft(
  kept: StoredDraft | undefined,
  theirs: Draft | undefined,
  wasOnServer: boolean,
): 'keep' | 'save' | { draft: StoredDraft | undefined } {
  if (!theirs) {
    if (kept && !kept.saved) return 'save'
    return kept && wasOnServer ? { draft: undefined } : 'keep' // Sent or deleted on another device.
  }
  const at = Date.parse(theirs.updatedAt)
  const adopted = { draft: { text: theirs.body, at, saved: true } }
  if (!kept) return adopted
  if (kept.text === theirs.body) return kept.saved && kept.at === at ? 'keep' : adopted
  if (at > kept.at) return adopted
  return kept.saved ? 'keep' : 'save'
}
