import { mount } from '@/lib/boundary/next'
import { getSuggestions } from '@/lib/friends/endpoints'

export const GET = mount(getSuggestions)
