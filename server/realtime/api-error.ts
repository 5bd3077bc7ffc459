/** An error of the HTTP API, sent as the response with this status and the message as one line of text. */
export class ApiError extends Error {
  readonly status: 400 | 401 | 404 | 413

  constructor(status: ApiError['status'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}
