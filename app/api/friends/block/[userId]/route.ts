import { blockEndpoint } from '@/lib/blocks/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(blockEndpoint)
