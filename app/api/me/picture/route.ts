import { deletePicture, postPicture } from '@/lib/accounts/endpoints-profile'
import { mount } from '@/lib/http/next-adapter'

export const POST = mount(postPicture)
export const DELETE = mount(deletePicture)
