import 'server-only'
import { defineRoute } from '@/lib/http/route'
import { reportInput } from './schema'
import { report } from './service'

export const reportEndpoint = defineRoute({
  method: 'POST',
  path: '/api/reports',
  access: 'viewer',
  input: reportInput,
  run: async (viewer, input) => {
    const { id, isNew } = await report(viewer, input)
    return { status: isNew ? 201 : 200, body: { report: { id } } }
  },
})
