import type { CloseReason } from './close-reasons'
import type { Connection } from './connection'

const NOBODY: ReadonlySet<Connection> = new Set()

/** Connections by a name they share (channel, user, session), in the order they came. */
export class ConnectionGroups {
  readonly #groups = new Map<string, Set<Connection>>()

  /** Returns how many the group has now. */
  add(name: string, connection: Connection): number {
    const group = this.#groups.get(name)
    if (!group) {
      this.#groups.set(name, new Set([connection]))
      return 1
    }
    return group.add(connection).size
  }

  /** Returns how many the group has left, or undefined when the connection was not in it. */
  remove(name: string, connection: Connection): number | undefined {
    const group = this.#groups.get(name)
    if (!group?.delete(connection)) return undefined
    if (group.size === 0) this.#groups.delete(name)
    return group.size
  }

  of(name: string): ReadonlySet<Connection> {
    return this.#groups.get(name) ?? NOBODY
  }

  /** Closes the whole group and returns how many that were; closing takes a connection out of it, hence the copy. */
  close(name: string, reason: CloseReason): number {
    const connections = [...this.of(name)]
    for (const connection of connections) connection.close(reason)
    return connections.length
  }

  names(): IterableIterator<string> {
    return this.#groups.keys()
  }
}
