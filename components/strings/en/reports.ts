import { isolateNames } from '@/components/strings/bidi-isolate'
import type { ReportReason } from '@/lib/reports/rules'

const reasons: Record<ReportReason, string> = {
  spam: 'Spam or advertising',
  abuse: 'Insults, threats or harassment',
  impersonation: 'Pretends to be somebody else',
  other: 'Something else',
}

export const reports = {
  menu: 'Report',
  ofPerson: (name: string) => isolateNames`Report ${name}`,
  ofMessage: (name: string) => isolateNames`Report this message from ${name}`,
  sent: 'The host of this server gets, with your name:',
  sentProfile: 'their name, username, bio and picture as they are now',
  sentMessage: 'this message, and up to three messages before it',
  sentNote: 'what you choose and write here',
  notNotified: (name: string) => isolateNames`Nobody else reads it, and ${name} is not told.`,
  reason: 'What is wrong?',
  reasons,
  noReason: 'Choose what is wrong.',
  note: 'What the host should know',
  noteOptional: 'Optional.',
  blockToo: (name: string) => isolateNames`Block ${name} too`,
  blockTooNote: 'You hear nothing of each other any more. You can undo it in the settings.',
  cancel: 'Cancel',
  doIt: 'Send report',
  done: 'The host of this server has your report.',
  doneAndBlocked: (name: string) => isolateNames`The host of this server has your report, and ${name} is blocked.`,
} as const
