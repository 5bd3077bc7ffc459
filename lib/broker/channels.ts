const USER_CHANNEL = /^private-user-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Returns the name of the only channel of a user; all events for the user are sent to it. */
export const userChannel = (userId: string) => `private-user-${userId}`

/** Returns the id of the user that the channel belongs to; undefined for any other channel name. */
export const userOfChannel = (channel: string): string | undefined => USER_CHANNEL.exec(channel)?.[1]
