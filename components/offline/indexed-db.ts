interface Closable {
  close(): void
}

interface Callbacks {
  /** Another tab wants to delete or upgrade the database. */
  blocking(version: number, wanted: number | null, event: IDBVersionChangeEvent): void
  /** The browser has closed the connection. */
  terminated(): void
}

interface Opened<Db> {
  database: Promise<Db>
}

/**
 * Keeps one connection to a database. Reopens one that the browser has closed. Releases it for good when another tab
 * wants to delete or upgrade the database.
 */
export function createDatabaseConnection<Db extends Closable>(open: (callbacks: Callbacks) => Promise<Db>) {
  let opened: Opened<Db> | undefined
  let hasLetGo = false

  const connect = (): Opened<Db> => {
    if (hasLetGo) throw new Error('Another tab deletes or upgrades this database.')
    if (opened) return opened
    const mine: Opened<Db> = { database: open({ blocking: letGo, terminated: () => forget(mine) }) }
    opened = mine
    return mine
  }
  const letGo: Callbacks['blocking'] = (_, __, event) => {
    hasLetGo = true
    ;(event.target as IDBDatabase).close()
  }
  const forget = (gone: Opened<Db>) => {
    if (opened === gone) opened = undefined
    gone.database.then(
      (db) => db.close(),
      () => {},
    )
  }

  return {
    /** Runs `work` on the database, and again on a new connection when the first turns out to be closed. */
    async use<T>(work: (db: Db) => Promise<T>): Promise<T> {
      const known = opened
      const mine = connect()
      try {
        return await work(await mine.database)
      } catch (error) {
        if (!isConnectionFault(error)) throw error
        forget(mine)
        if (known !== mine) throw error
        return work(await connect().database)
      }
    },
    close() {
      if (opened) forget(opened)
    },
  }
}

/** Whether a new connection may help: yes, except for a full disk and data that cannot be stored. */
const isConnectionFault = (error: unknown) =>
  !(error instanceof DOMException && ['QuotaExceededError', 'DataCloneError', 'ConstraintError'].includes(error.name))
