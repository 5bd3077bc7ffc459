import type { CloseReason } from './close-reasons'
import type { Connection } from './connection'

const EMPTY_GROUP: ReadonlySet<Connection> = new Set()

/** Stores connections by a shared name (channel, user, session), in the order they were added. */
export class ConnectionGroups {
  readonly #groups = new Map<string, Set<Connection>>()

  /** Returns the new size of the group. */
  add(name: string, connection: Connection): number {
    const group = this.#groups.get(name)
    if (!group) {
      this.#groups.set(name, new Set([connection]))
      return 1
    }
    return group.add(connection).size
  }

  /** Returns the new size of the group, or undefined when the connection was not in it. */
  remove(name: string, connection: Connection): number | undefined {
    const group = this.#groups.get(name)
    if (!group?.delete(connection)) return undefined
    if (group.size === 0) this.#groups.delete(name)
    return group.size
  }

  of(name: string): ReadonlySet<Connection> {
    return this.#groups.get(name) ?? EMPTY_GROUP
  }

  /** Closes all connections of the group and returns their number. Closing removes a connection, hence the copy. */
  close(name: string, reason: CloseReason): number {
    const connections = [...this.of(name)]
    for (const connection of connections) connection.close(reason)
    return connections.length
  }

  names(): IterableIterator<string> {
    return this.#groups.keys()
  }
}
