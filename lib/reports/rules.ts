/** Why somebody is reported. */
export const REPORT_REASONS = ['spam', 'abuse', 'impersonation', 'other'] as const

export type ReportReason = (typeof REPORT_REASONS)[number]

/** Length of the note, counted in code points. */
export const REPORT_NOTE_MAX = 1000
