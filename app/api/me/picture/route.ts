import { deletePicture, postPicture } from '@/lib/accounts/endpoints-settings'
import { mount } from '@/lib/boundary/next'

export const POST = mount(postPicture)
export const DELETE = mount(deletePicture)
