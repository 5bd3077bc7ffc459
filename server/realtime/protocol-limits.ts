/** Numbers of the Pusher Channels documentation (channel naming, "Publishing events" of the HTTP API) and of this server. */
export const CHANNEL_NAME_CHARACTERS_MAX = 164
export const EVENT_NAME_CHARACTERS_MAX = 200
export const EVENT_DATA_BYTES_MAX = 10_240
export const CHANNELS_PER_TRIGGER_MAX = 100
export const EVENTS_PER_BATCH_MAX = 10
export const CHANNELS_PER_CONNECTION_MAX = 20
export const INBOUND_FRAME_BYTES_MAX = 16 * 1024
export const INBOUND_FRAMES_PER_WINDOW_MAX = 100
export const INBOUND_WINDOW_MS = 10_000

/** Ten events of 10 KB each, where JSON may have escaped every byte as \u00xx. */
export const REQUEST_BODY_BYTES_MAX = 1024 * 1024
export const REQUEST_CLOCK_SKEW_SECONDS_MAX = 600
