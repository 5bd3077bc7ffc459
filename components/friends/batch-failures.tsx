'use client'

import { messageForCode } from '@/components/strings/error-message'
import { useStrings } from '@/components/strings/use-strings'
import { IconButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Failure } from './use-batch'

/** The failed requests of a batch, with reasons. */
export function BatchFailures({ failures, onDismiss }: { failures: readonly Failure[]; onDismiss(): void }) {
  const strings = useStrings()
  return (
    <div className="px-4 py-2">
      <Notice kind="danger">
        <div className="flex items-start">
          <div className="min-w-0 grow">
            <p>{strings.many.notAccepted(failures.length)}</p>
            <ul>
              {failures.map(({ person, code }) => (
                <li key={person.id}>
                  <p className="wrap-anywhere">
                    <bdi className="font-medium">{person.displayName}</bdi>: {messageForCode({ code })}
                  </p>
                </li>
              ))}
            </ul>
          </div>
          <IconButton icon="close" label={strings.toasts.dismiss} onClick={onDismiss} className="-my-1 -me-2" />
        </div>
      </Notice>
    </div>
  )
}
