/** The receiver of a typing notice removes it after this time unless it is repeated. */
export const TYPING_NOTICE_LIFETIME_MS = 6000
