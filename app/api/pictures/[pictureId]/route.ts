import { pictureEndpoint } from '@/lib/accounts/endpoints-profile'
import { mount } from '@/lib/http/next-adapter'

export const GET = mount(pictureEndpoint)
