import 'server-only'
import { AppError } from '@/lib/errors'
import { asResponse } from './next'
import { problem } from './problem'

/** The answer below /api where there is no endpoint. */
export const answerNothing = () => asResponse(problem(new AppError('not_found', 'not_found', 'There is nothing here.')))
