import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { openConversationByUsername } from '@/lib/conversations/service-by-username'
import { orNotFound, type PageProps, requireViewer } from '@/lib/http/page-viewer'

/** Redirects to the conversation with a friend, and creates it at the first visit. */
export default async function ConversationWithPage({ params, searchParams }: PageProps<'username'>) {
  const { username } = await params
  const viewer = await requireViewer(`/messages/with/${username}`, searchParams)
  const { id } = await orNotFound(openConversationByUsername(viewer, username))
  redirect(`/messages/${id}` as Route) // The id makes it a path that typed routes cannot know.
}
