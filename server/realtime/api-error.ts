/** A request of the HTTP API that is answered with this status and this one line of text. */
export class ApiError extends Error {
  readonly status: 400 | 401 | 404 | 413

  constructor(status: ApiError['status'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}
