import { mount } from '@/lib/boundary/next'
import { getDrafts, postDraft } from '@/lib/messages/endpoints-more'

export const GET = mount(getDrafts)
export const POST = mount(postDraft)
