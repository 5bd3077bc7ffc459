import { mount } from '@/lib/http/next-adapter'
import { webhookEndpoint } from '@/lib/presence/endpoints'

export const POST = mount(webhookEndpoint)
