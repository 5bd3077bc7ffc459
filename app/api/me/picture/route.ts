import { changePictureEndpoint, removePictureEndpoint } from '@/lib/accounts/endpoints-profile'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(changePictureEndpoint)
export const DELETE = mount(removePictureEndpoint)
