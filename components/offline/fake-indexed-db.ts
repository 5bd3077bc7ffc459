/** A fault of the browser's storage; a new value takes effect from the next call on. */
export type Fault =
  | 'none'
  | 'open throws'
  | 'open fails'
  | 'open never settles'
  | 'writes fail'
  | 'commits fail'
  | 'writes never settle'

class FakeRequest extends EventTarget {
  result: unknown
  error: unknown
}

class FakeTransaction extends EventTarget {
  error: unknown = null
  objectStoreNames: string[]
  constructor(
    readonly db: FakeDatabase,
    name: string,
  ) {
    super()
    this.objectStoreNames = [name]
  }
  objectStore = (name: string) => new FakeObjectStore(this, this.db.storeOf(name))
}

class FakeObjectStore {
  constructor(
    readonly transaction: FakeTransaction,
    readonly rows: Map<string, unknown>,
  ) {}
  getAll() {
    return this.#respond(() => [...this.rows.values()])
  }
  getAllKeys() {
    return this.#respond(() => [...this.rows.keys()].sort())
  }
  put(value: { clientId?: string }, key = value.clientId ?? '') {
    return this.#write(() => {
      this.rows.set(key, value)
      return key
    })
  }
  delete(key: string) {
    return this.#write(() => void this.rows.delete(key))
  }
  #write(change: () => unknown) {
    const { fault } = this.transaction.db.browser
    const quota = new DOMException('The disk is full.', 'QuotaExceededError')
    if (fault === 'writes never settle') return new FakeRequest()
    if (fault === 'writes fail') return this.#fail(quota)
    if (fault !== 'commits fail') return this.#respond(change)
    this.transaction.error = quota
    return this.#respond(() => 'not committed')
  }
  #respond(work: () => unknown) {
    const request = new FakeRequest()
    queueMicrotask(() => {
      request.result = work()
      request.dispatchEvent(new Event('success'))
      this.transaction.dispatchEvent(new Event(this.transaction.error ? 'abort' : 'complete'))
    })
    return request
  }
  #fail(error: unknown) {
    const request = new FakeRequest()
    queueMicrotask(() => {
      request.error = error
      request.dispatchEvent(new Event('error'))
      this.transaction.error = error
      this.transaction.dispatchEvent(new Event('abort'))
    })
    return request
  }
}

class FakeDatabase extends EventTarget {
  isClosed = false
  constructor(readonly browser: FakeBrowser) {
    super()
  }
  storeOf(name: string) {
    const rows = this.browser.stores.get(name) ?? new Map<string, unknown>()
    this.browser.stores.set(name, rows)
    return rows
  }
  transaction(name: string) {
    if (this.isClosed) throw new DOMException('The connection is closed.', 'InvalidStateError')
    return new FakeTransaction(this, name)
  }
  close() {
    this.isClosed = true
  }
}

/** A fake of IndexedDB with the features that Kith uses: one database, with a fault chosen by the test. */
export class FakeBrowser {
  fault: Fault = 'none'
  readonly stores = new Map<string, Map<string, unknown>>()
  #opened: FakeDatabase | undefined

  /** The values that a test must define as globals. */
  globals = () => ({
    indexedDB: { open: () => this.#open() },
    IDBRequest: FakeRequest,
    IDBTransaction: FakeTransaction,
    IDBObjectStore: FakeObjectStore,
    IDBDatabase: FakeDatabase,
    IDBIndex: class {},
    IDBCursor: class {
      advance() {}
      continue() {}
      continuePrimaryKey() {}
    },
  })

  /** Closes the connection with an event, as when the user clears site data, or with `silent` without one. */
  closeConnection(how: 'close' | 'versionchange' | 'silent') {
    if (how === 'silent') return this.#opened?.close()
    if (how === 'close') this.#opened?.close()
    this.#opened?.dispatchEvent(new Event(how))
  }

  #open() {
    if (this.fault === 'open throws') throw new DOMException('Storage is forbidden.', 'SecurityError')
    const request = new FakeRequest()
    if (this.fault === 'open never settles') return request
    queueMicrotask(() => {
      if (this.fault === 'open fails') {
        request.error = new DOMException('A newer version is there.', 'VersionError')
        return request.dispatchEvent(new Event('error'))
      }
      this.#opened = new FakeDatabase(this)
      request.result = this.#opened
      return request.dispatchEvent(new Event('success'))
    })
    return request
  }
}
