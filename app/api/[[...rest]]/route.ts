import { answerNothing } from '@/lib/boundary/nothing'

export {
  answerNothing as DELETE,
  answerNothing as GET,
  answerNothing as HEAD,
  answerNothing as OPTIONS,
  answerNothing as PATCH,
  answerNothing as POST,
  answerNothing as PUT,
}
