import 'server-only'
import { AppError } from '@/lib/errors'
import { toResponse } from './next-adapter'
import { problemResponse } from './problem'

/** The answer below /api where there is no endpoint. */
export const respondNotFound = () =>
  toResponse(problemResponse(new AppError('not_found', 'not_found', 'There is nothing here.')))
