/** Reasons of a report. */
export const REPORT_REASONS = ['spam', 'abuse', 'impersonation', 'other'] as const

export type ReportReason = (typeof REPORT_REASONS)[number]

/** Maximum length of the note in code points. */
export const MAX_REPORT_NOTE_CODE_POINTS = 1000
