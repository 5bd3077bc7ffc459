import { isolateNames } from '@/components/strings/bidi-isolate'
import { shortCount } from '@/components/strings/format'

/** Texts of search. */
export const search = {
  conversations: 'Conversations',
  messages: 'Messages',
  searching: 'Searching',
  showAll: 'Show all conversations',
  nothing: 'No message found',
  nothingWhy: (q: string) => isolateNames`Nothing you can see holds “${q}”.`,
  tooShort: 'Write at least two letters, or one emoji, to search what was written.',
  more: 'More messages are loading',
  from: 'Written by',
  anyone: 'Anyone',
  me: 'You',
  period: 'When',
  periods: {
    any: 'Any time',
    week: 'Last 7 days',
    month: 'Last 30 days',
    year: 'Last 365 days',
    dates: 'Between dates',
  },
  firstDay: 'First day',
  lastDay: 'Last day',
  resultTitle: (author: string, peer: string) => (author === peer ? author : isolateNames`${author} to ${peer}`),
  here: (name: string) => isolateNames`Search messages with ${name}`,
  open: 'Search in this conversation',
  close: 'Close search',
  older: 'Older match',
  newer: 'Newer match',
  place: (place: number, count: number, more: boolean) => `${place} of ${shortCount(count)}${more ? '+' : ''}`,
  noMatch: 'No match',
} as const

/** Texts of keyboard shortcuts. */
export const shortcuts = {
  switcherTitle: 'Go to',
  fieldLabel: 'A person or conversation',
  close: 'Close',
  title: 'Keyboard shortcuts',
  kinds: { conversation: 'Conversation', friend: 'Friend', person: 'Person' },
  keys: [
    ['Ctrl K', 'Go to a person or conversation'],
    ['↑ ↓', 'Move in a list'],
    ['Home End', 'Go to the first or last of a list'],
    ['Enter', 'Send, or open'],
    ['Shift Enter', 'Begin a new line'],
    ['Esc', 'Close, or go back'],
    ['?', 'Show these shortcuts'],
  ],
} as const
