import { mount } from '@/lib/http/next-adapter'
import { listDraftsEndpoint, saveDraftEndpoint } from '@/lib/messages/endpoints'

export const GET = mount(listDraftsEndpoint)
export const POST = mount(saveDraftEndpoint)
