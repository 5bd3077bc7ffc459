import { getPicture } from '@/lib/accounts/endpoints-settings'
import { mount } from '@/lib/boundary/next'

export const GET = mount(getPicture)
