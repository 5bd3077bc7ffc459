/** How long a bio may be. */
export const BIO_CODE_POINTS_MAX = 500

/** The largest picture that is taken in. */
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024
