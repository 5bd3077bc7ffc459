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

/**
 * Synchronizes the drafts of this device with those of the server. Text written here is saved after a short delay.
 * Newer drafts of other devices are adopted, except while the user is writing here.
 */
export class DraftSync {
  readonly #storage: DraftStorage
  readonly #save: DraftSyncDeps['save']
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #saving = new Set<string>()
  /** Ids of the conversations with a draft on the server, as last received. Only such a draft can have been deleted. */
  #onServer: Set<string>
  #hasReceived = false

  constructor({ storage, save }: DraftSyncDeps) {
    this.#storage = storage
    this.#save = save
    this.#onServer = new Set(storage.conversationIds().filter((id) => storage.get(id)?.saved))
  }

  /** Schedules a save after the user has changed the text. */
  changed(conversationId: string): void {
    this.#schedule(conversationId, SAVE_DELAY_MS)
  }

  /** Saves an unsaved draft at once. With `leaving` the request survives the unloading of the page. */
  flush(conversationId: string, leaving = false): void {
    if (this.#storage.get(conversationId)?.saved === false) void this.#push(conversationId, leaving)
  }

  flushAll(leaving: boolean): void {
    for (const conversationId of [...this.#timers.keys()]) void this.#push(conversationId, leaving)
  }

  /** Receives all drafts of the server. */
  receive(all: readonly Draft[]): void {
    const remote = new Map(all.map((draft) => [draft.conversationId, draft]))
    for (const id of new Set([...remote.keys(), ...this.#storage.conversationIds()]))
      this.#reconcile(id, remote.get(id))
    this.#onServer = new Set(remote.keys())
    this.#hasReceived = true
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  #schedule(conversationId: string, inMs: number) {
    this.#unschedule(conversationId)
    this.#timers.set(
      conversationId,
      setTimeout(() => void this.#push(conversationId), inMs),
    )
  }

  #unschedule(conversationId: string) {
    clearTimeout(this.#timers.get(conversationId))
    this.#timers.delete(conversationId)
  }

  async #push(conversationId: string, leaving = false) {
    this.#unschedule(conversationId)
    const draft = this.#storage.get(conversationId)
    if (!draft || draft.saved) return
    if (this.#saving.has(conversationId) && !leaving) return this.#schedule(conversationId, SAVE_DELAY_MS)
    if (isBlank(draft) && this.#isUnknownToServer(conversationId)) return this.#storage.set(conversationId, undefined) // It was emptied before the server had it.
    this.#saving.add(conversationId)
    const isSaved = await this.#save(conversationId, draft.text, leaving).catch(() => undefined)
    this.#saving.delete(conversationId)
    if (isSaved) this.#markSaved(conversationId, draft)
    else if (isSaved === undefined && !this.#timers.has(conversationId)) this.#schedule(conversationId, RETRY_MS)
  }

  #isUnknownToServer(conversationId: string) {
    return this.#hasReceived && !this.#onServer.has(conversationId) && !this.#saving.has(conversationId)
  }

  #markSaved(conversationId: string, draft: StoredDraft) {
    if (isBlank(draft)) this.#onServer.delete(conversationId)
    else this.#onServer.add(conversationId)
    if (this.#storage.get(conversationId) !== draft) return // It was changed during the call.
    this.#storage.set(conversationId, isBlank(draft) ? undefined : { ...draft, saved: true })
  }

  #reconcile(conversationId: string, remote: Draft | undefined) {
    if (this.#timers.has(conversationId) || this.#saving.has(conversationId)) return
    const next = resolveDraft(this.#storage.get(conversationId), remote, this.#onServer.has(conversationId))
    if (next === 'save') void this.#push(conversationId)
    else if (next !== 'keep') this.#storage.set(conversationId, next.draft)
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
