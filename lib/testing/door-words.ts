import 'server-only'

/** A request without anything to it. */
export const nothing = () => ({})

/** The refusal of a request for one of its fields. */
export const invalid = (field: string) => ({ status: 422, code: 'invalid', field })
