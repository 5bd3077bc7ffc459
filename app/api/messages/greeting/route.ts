import { greetEndpoint } from '@/lib/greetings/endpoints'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(greetEndpoint)
