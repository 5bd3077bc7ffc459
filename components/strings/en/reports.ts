import { isolateNames } from '@/components/strings/bidi-isolate'
import type { ReportReason } from '@/lib/reports/rules'

const reasons: Record<ReportReason, string> = {
  spam: 'Spam or advertising',
  abuse: 'Insults, threats or harassment',
  impersonation: 'Pretends to be someone else',
  other: 'Something else',
}

export const reports = {
  menu: 'Report',
  ofPerson: (name: string) => isolateNames`Report ${name}`,
  ofMessage: (name: string) => isolateNames`Report this message from ${name}`,
  sent: 'The person who runs this server receives your name and:',
  sentProfile: 'their current name, username, bio and picture',
  sentMessage: 'this message and up to three before it',
  sentNote: 'what you choose and write below',
  notNotified: (name: string) => isolateNames`No one else sees the report, and ${name} is not notified.`,
  reason: 'What is wrong?',
  reasons,
  noReason: 'Choose a reason.',
  note: 'Details',
  noteOptional: 'Optional.',
  blockToo: (name: string) => isolateNames`Also block ${name}`,
  blockTooNote: 'You can no longer message or find each other. You can unblock them in Settings.',
  cancel: 'Cancel',
  doIt: 'Send report',
  done: 'Your report was sent.',
  doneAndBlocked: (name: string) => isolateNames`Your report was sent, and ${name} is blocked.`,
} as const
