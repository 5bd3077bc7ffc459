import { respondNotFound } from '@/lib/http/not-found'

export {
  respondNotFound as DELETE,
  respondNotFound as GET,
  respondNotFound as HEAD,
  respondNotFound as OPTIONS,
  respondNotFound as PATCH,
  respondNotFound as POST,
  respondNotFound as PUT,
}
