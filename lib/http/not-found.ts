import 'server-only'
import { AppError } from '@/lib/errors'
import { toResponse } from './next-adapter'
import { problemResponse } from './problem'

/** Responds 404 to paths below /api without an endpoint. */
export const respondNotFound = () =>
  toResponse(problemResponse(new AppError('not_found', 'not_found', 'There is nothing here.')))
