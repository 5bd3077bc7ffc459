import { mount } from '@/lib/boundary/next'
import { postReport } from '@/lib/reports/endpoints'

export const POST = mount(postReport)
