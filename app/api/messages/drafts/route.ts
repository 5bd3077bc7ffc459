import { mount } from '@/lib/http/next-adapter'
import { getDrafts, postDraft } from '@/lib/messages/endpoints'

export const GET = mount(getDrafts)
export const POST = mount(postDraft)
