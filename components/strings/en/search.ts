import { isolateNames } from '@/components/strings/bidi-isolate'
import { shortCount } from '@/components/strings/format'

/** Texts of search. */
export const search = {
  conversations: 'Conversations',
  messages: 'Messages',
  searching: 'Searching',
  showAll: 'Show all conversations',
  nothing: 'No messages found',
  nothingWhy: (q: string) => isolateNames`No messages contain “${q}”.`,
  tooShort: 'Type at least two letters or one emoji to search messages.',
  more: 'More messages are loading',
  from: 'From',
  anyone: 'Anyone',
  me: 'You',
  period: 'When',
  periods: {
    any: 'Any time',
    week: 'Last 7 days',
    month: 'Last 30 days',
    year: 'Last 365 days',
    dates: 'Custom dates',
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
  newMessage: 'New message',
  toFriend: 'Name of a friend',
  close: 'Close',
  title: 'Keyboard shortcuts',
  kinds: { conversation: 'Conversation', friend: 'Friend', person: 'Person' },
  keys: [
    ['Ctrl K', 'Go to a person or conversation'],
    ['↑ ↓', 'Move in a list'],
    ['Home End', 'Go to the start or end of a list'],
    ['Enter', 'Send, or open'],
    ['Shift Enter', 'Start a new line'],
    ['Esc', 'Close, or go back'],
    ['?', 'Show these shortcuts'],
  ],
} as const
