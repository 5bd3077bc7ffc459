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
 * Keeps one connection to a database. It is reopened after the browser has closed it. It is closed permanently when
 * another tab deletes or upgrades the database, because the user signs out or a newer build has another version.
 */
export function createDatabaseConnection<Db extends Closable>(open: (callbacks: Callbacks) => Promise<Db>) {
  let opened: Opened<Db> | undefined
  let isReleased = false

  const connect = (): Opened<Db> => {
    if (isReleased) throw new Error('Another tab deletes or upgrades this database.')
    if (opened) return opened
    const connection: Opened<Db> = { database: open({ blocking: release, terminated: () => disconnect(connection) }) }
    opened = connection
    return connection
  }
  const release: Callbacks['blocking'] = (_, __, event) => {
    isReleased = true
    ;(event.target as IDBDatabase).close()
  }
  const disconnect = (closed: Opened<Db>) => {
    if (opened === closed) opened = undefined
    closed.database.then(
      (db) => db.close(),
      () => {},
    )
  }

  return {
    /** Runs `work` on the database; once more on a new connection if an existing one turns out to be closed. */
    async use<T>(work: (db: Db) => Promise<T>): Promise<T> {
      const known = opened
      const connection = connect()
      try {
        return await work(await connection.database)
      } catch (error) {
        if (!isConnectionFault(error)) throw error
        disconnect(connection)
        if (known !== connection) throw error
        return work(await connect().database)
      }
    },
    close() {
      if (opened) disconnect(opened)
    },
  }
}

/** Returns whether a new connection may help: always, except for a full disk and data that cannot be stored. */
const isConnectionFault = (error: unknown) =>
  !(error instanceof DOMException && ['QuotaExceededError', 'DataCloneError', 'ConstraintError'].includes(error.name))
