import type { LogEvent } from '@/lib/events/registry'

/** What each endpoint does, by method and path. `npm run docs` fails when one is missing or has no endpoint. */
export const endpointSummaries: Readonly<Record<string, string>> = {
  'POST /api/accounts': 'Creates an account. 201 `{user}`. Does not sign in.',
  'POST /api/accounts/reset/confirm': 'Sets a new password by a link of the operator and ends all sessions. 204.',
  'DELETE /api/friends/:userId': 'Ends the friendship. 204, also when there is none.',
  'POST /api/friends/accept/:userId': 'Accepts the incoming request.',
  'POST /api/friends/batch-accept': 'Accepts many requests, each in its own transaction. 200 `{results}`.',
  'POST /api/friends/batch-decline': 'Declines many requests, each in its own transaction. 200 `{results}`.',
  'POST /api/friends/block/:userId': 'Blocks a user. 200 for every id, so that the answer shows nothing about it.',
  'POST /api/friends/cancel/:userId': "Cancels the viewer's own request.",
  'POST /api/friends/decline/:userId': 'Declines the incoming request.',
  'GET /api/friends/list': 'Lists friends (those online first, then by name), open requests or blocked users.',
  'GET /api/friends/online': 'Returns the ids of friends who are online and do not hide it.',
  'POST /api/friends/request/:userId':
    'Sends a friend request: 201 pending. A request that crosses another one makes the two friends: 200 accepted.',
  'GET /api/friends/suggestions': 'Lists people with friends in common.',
  'POST /api/friends/suggestions/dismiss': 'Removes a person from the suggestions for good. 204.',
  'POST /api/friends/unblock/:userId': "Removes the viewer's own block.",
  'GET /api/health': 'Returns 200 while the database answers, else 503. Only the operator gets the socket count.',
  'GET /api/invitations': "Lists the viewer's invitations.",
  'POST /api/invitations': 'Creates an invitation link. 201.',
  'DELETE /api/invitations/:invitationId': 'Ends an invitation. 204.',
  'POST /api/invitations/accept':
    'Makes the two friends (200 accepted), or sends the owner a request where the invitation asks first (201 pending), and counts one use.',
  'GET /api/me': 'Returns the viewer, the limits, the badge counts and the cursor of the event log.',
  'PATCH /api/me': 'Changes the fields that are present.',
  'POST /api/me/password': 'Sets a new password and ends all other sessions. 204.',
  'POST /api/me/picture': 'Stores a profile picture. The body is the image file.',
  'DELETE /api/me/picture': 'Removes the profile picture. 204.',
  'GET /api/me/sessions': 'Lists the signed-in devices.',
  'DELETE /api/me/sessions': 'Ends all sessions but this one. 204.',
  'DELETE /api/me/sessions/:sessionId': 'Ends one session. 204.',
  'GET /api/messages/:conversationId':
    'Returns a page of history: the newest, `before` or `after` a seq, or what was changed since a `modSeq`.',
  'PATCH /api/messages/:conversationId/:seq': 'Edits an own message while the edit period lasts.',
  'DELETE /api/messages/:conversationId/:seq':
    'Hides a message from the viewer, or with `for=everyone` retracts an own one. 204.',
  'POST /api/messages/:conversationId/:seq/reaction': "Sets the viewer's reaction; null removes it.",
  'GET /api/messages/conversations': 'Lists conversations, newest message first.',
  'POST /api/messages/conversations': 'Opens the conversation with a friend: 201 when it is new, else 200.',
  'GET /api/messages/conversations/:conversationId': 'Returns one conversation.',
  'POST /api/messages/delivered': 'Stores delivery receipts and sends them to the senders. 204.',
  'GET /api/messages/drafts': "Lists the viewer's drafts.",
  'POST /api/messages/drafts': 'Saves a draft; a blank body deletes it. 204.',
  'POST /api/messages/greeting': 'Sends a greeting (pro plan): 201 when it is new, 200 for a repeated `clientId`.',
  'POST /api/messages/mark-read': 'Moves the read cursor forward. 200 `{lastReadSeq}`.',
  'GET /api/messages/search': "Searches the viewer's messages, newest first.",
  'POST /api/messages/send': 'Sends a message: 201 when it is new, 200 for a repeated `clientId`.',
  'POST /api/messages/typing': 'Publishes the ephemeral event `typing` to the peer. 204.',
  'GET /api/notifications': 'Lists notifications, newest first.',
  'POST /api/notifications/read': 'Marks notifications as read up to a seq. 200 `{readUpTo, unread}`.',
  'GET /api/pictures/:pictureId': 'Returns a profile picture (WebP). Cached by browsers for a year.',
  'POST /api/realtime/auth': "Signs the subscription of a socket to the viewer's own channel.",
  'GET /api/realtime/config': 'Returns where the realtime server is and the name of the channel.',
  'POST /api/realtime/user-auth': 'Signs the Pusher user sign-in, by which a broker closes sockets of ended sessions.',
  'POST /api/realtime/webhook':
    'Receives webhooks of an external broker. Checks the signature, the age (5 minutes) and that it is no copy. 204.',
  'POST /api/reports': 'Reports a user or a message to the operator: 201, or 200 for the same report within a day.',
  'GET /api/sync':
    'Returns the events after `since`; 204 when there are none; `{reset: true}` when the log does not reach back.',
  'GET /api/users/:userId': 'Returns a profile.',
  'GET /api/users/:userId/mutual': 'Lists the friends in common.',
  'GET /api/users/search': 'Searches people by name, `@username` or verified e-mail address.',
}

/** Users whose log gets an event of each type. */
export const eventRecipients: Readonly<Record<LogEvent['type'], string>> = {
  friend_request: 'Both users. Also when a greeting is added to an open request.',
  friend_request_removed: 'Both users, each with the id of the other, after a decline, a cancellation or a block.',
  friend_accepted: 'Both users, each with the other as `fromUser`.',
  friend_removed: 'Both users, each with the id of the other, after an unfriending or a block.',
  blocks_changed: 'The blocker only.',
  profile_changed:
    'The user, and everyone with a friendship, a request, a conversation or a notification with that user and no block in between. After a block or an unblock: the other user, with only an id in `user` while a block is in force, if that user already had data about the blocker.',
  notification: 'The notified user. With `gone` when a block has removed the notification.',
  notifications_read: 'The reader, for their other tabs and devices.',
  settings_changed:
    'The user, after a change of profile, picture, first password, plan or invitations: the client fetches them again.',
  session_revoked: 'The user whose session has ended, for the remaining tabs and devices.',
  new_message: 'Both members of the conversation.',
  message_updated: 'Both members, after an edit, a retraction or a reaction.',
  message_hidden: 'The user who has hidden the message.',
  delivered_receipt: 'The other member, while the conversation is open.',
  draft_changed: 'The author of the draft, for their other tabs and devices.',
  conversation_read: 'The reader, for their other tabs and devices.',
  read_receipt: 'The other member, while the conversation is open and the reader shares read receipts.',
}
