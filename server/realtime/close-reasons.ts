export interface CloseReason {
  readonly code: number
  readonly message: string
}

/**
 * Close codes of the Pusher Channels WebSocket protocol, "Error codes".
 * 4000-4099: do not reconnect unchanged; 4100-4199: reconnect after a delay; 4200-4299: reconnect at once.
 */
export const CLOSE = {
  unknownApp: { code: 4001, message: 'Application does not exist' },
  tooManyTabs: { code: 4004, message: 'Application is over connection quota: too many sockets of one user' },
  pathNotFound: { code: 4005, message: 'Path not found' },
  invalidVersion: { code: 4006, message: 'Invalid version string format' },
  unsupportedVersion: { code: 4007, message: 'Unsupported protocol version' },
  noVersion: { code: 4008, message: 'No protocol version supplied' },
  unauthorized: { code: 4009, message: 'Connection is unauthorized' },
  terminated: { code: 4009, message: 'You got disconnected by the app' },
  tooManyFromAddress: { code: 4100, message: 'Over capacity: too many sockets of one address' },
  tooManyFrames: { code: 4100, message: 'Over capacity: too many frames in a short time' },
  serverCloses: { code: 4200, message: 'Server is closing, reconnect' },
  pongMissing: { code: 4201, message: 'Pong reply not received' },
  binaryFrame: { code: 1003, message: 'Only text frames are understood' },
} as const satisfies Record<string, CloseReason>
