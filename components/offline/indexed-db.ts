interface Closable {
  close(): void
}

interface Callbacks {
  /** Another tab wants to delete or upgrade the database. */
  blocking(version: number, wanted: number | null, event: IDBVersionChangeEvent): void
  /** The browser has closed it. */
  terminated(): void
}

interface Opened<Db> {
  database: Promise<Db>
}

/**
 * Keeps one connection to a database. One that the browser has closed is opened again; one that another tab wants gone,
 * because the person signs out or a newer build has another version, is let go for good.
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
    /** Works on the database; once more on a new connection should this one turn out to be closed. */
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

/** Everything but a full disk and data that cannot be kept may be another on a new connection. */
const isConnectionFault = (error: unknown) =>
  !(error instanceof DOMException && ['QuotaExceededError', 'DataCloneError', 'ConstraintError'].includes(error.name))
