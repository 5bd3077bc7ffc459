import { mount } from '@/lib/http/next-adapter'
import { postReport } from '@/lib/reports/endpoints'

export const POST = mount(postReport)
