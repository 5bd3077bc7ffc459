import { mount } from '@/lib/http/next-adapter'
import { reportEndpoint } from '@/lib/reports/endpoints'

export const POST = mount(reportEndpoint)
