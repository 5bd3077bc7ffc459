import type { Connection } from './connection'
import { ConnectionGroups } from './connection-groups'

export interface OccupancyEvent {
  readonly name: 'channel_occupied' | 'channel_vacated'
  readonly channel: string
}

/** Stores the subscriptions; reports when a channel gets its first subscriber and when it loses its last. */
export class ChannelRegistry {
  readonly #subscribers = new ConnectionGroups()
  readonly #onOccupancy: (event: OccupancyEvent) => void

  constructor(onOccupancy: (event: OccupancyEvent) => void) {
    this.#onOccupancy = onOccupancy
  }

  subscribe(connection: Connection, channel: string): void {
    connection.channels = [...connection.channels, channel]
    if (this.#subscribers.add(channel, connection) === 1) this.#report('channel_occupied', channel)
  }

  unsubscribe(connection: Connection, channel: string): boolean {
    const left = this.#subscribers.remove(channel, connection)
    if (left === undefined) return false
    connection.channels = connection.channels.filter((name) => name !== channel)
    if (left === 0) this.#report('channel_vacated', channel)
    return true
  }

  subscribersOf(channel: string): ReadonlySet<Connection> {
    return this.#subscribers.of(channel)
  }

  occupied(prefix = ''): string[] {
    return [...this.#subscribers.names()].filter((name) => name.startsWith(prefix) && !name.startsWith('#'))
  }

  /** Reports no server-to-user channel (`#…`): these are internal to the protocol and not listed either. */
  #report(name: OccupancyEvent['name'], channel: string): void {
    if (!channel.startsWith('#')) this.#onOccupancy({ name, channel })
  }
}
