import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { orNotFound, viewerOrSignIn } from '@/lib/boundary/page'
import { conversationWith } from '@/lib/messages/service-with'

/** Leads to the conversation with a friend, and opens it at the first visit. */
export default async function ConversationWithPage({ params }: { params: Promise<{ username: string }> }) {
  const { username } = await params
  const viewer = await viewerOrSignIn(`/messages/with/${username}`)
  const { id } = await orNotFound(conversationWith(viewer, username))
  redirect(`/messages/${id}` as Route) // The id makes it a path that typed routes cannot know.
}
