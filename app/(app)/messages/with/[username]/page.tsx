import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { type Asked, orNotFound, viewerOrSignIn } from '@/lib/boundary/page'
import { conversationWith } from '@/lib/messages/service-with'

/** Leads to the conversation with a friend, and opens it at the first visit. */
export default async function ConversationWithPage({ params, searchParams }: Asked<'username'>) {
  const { username } = await params
  const viewer = await viewerOrSignIn(`/messages/with/${username}`, searchParams)
  const { id } = await orNotFound(conversationWith(viewer, username))
  redirect(`/messages/${id}` as Route) // The id makes it a path that typed routes cannot know.
}
