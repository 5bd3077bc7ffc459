const USER_CHANNEL = /^private-user-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The one channel a person listens on; everything meant for them goes there. */
export const userChannel = (userId: string) => `private-user-${userId}`

/** The person a channel belongs to; undefined for every other channel name. */
export const userOfChannel = (channel: string): string | undefined => USER_CHANNEL.exec(channel)?.[1]
