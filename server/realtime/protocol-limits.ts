/** Limits of the Pusher Channels documentation (channel naming, HTTP API "Publishing events") and of this server. */
export const MAX_CHANNEL_NAME_CHARACTERS = 164
export const MAX_EVENT_NAME_CHARACTERS = 200
export const MAX_EVENT_DATA_BYTES = 10_240
export const MAX_CHANNELS_PER_TRIGGER = 100
export const MAX_EVENTS_PER_BATCH = 10
export const MAX_CHANNELS_PER_CONNECTION = 20
export const MAX_INBOUND_FRAME_BYTES = 16 * 1024
export const MAX_INBOUND_FRAMES_PER_WINDOW = 100
export const INBOUND_WINDOW_MS = 10_000

/** Ten events of 10 KB each, where JSON may escape every byte as \u00xx. */
export const MAX_REQUEST_BODY_BYTES = 1024 * 1024
export const MAX_REQUEST_CLOCK_SKEW_SECONDS = 600
