/** How long a device stays signed in; also the life of its cookie. */
export const SESSION_DAYS = 180
