import { mount } from '@/lib/http/next-adapter'
import { getPeople } from '@/lib/people/endpoints'

export const GET = mount(getPeople)
