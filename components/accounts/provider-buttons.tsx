'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useAction } from '@/components/ui/use-action'
import { providerAddress } from './sign-out'

interface Provider {
  id: string
  name: string
}

/** Buttons for signing in with the providers that the operator has configured. */
export function ProviderButtons({ providers, next }: { providers: Provider[]; next: string }) {
  const strings = useStrings()
  const { pending, problem, run } = useAction()
  if (providers.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3 text-caption text-muted">
        <span className="h-px grow bg-line" />
        {strings.account.or}
        <span className="h-px grow bg-line" />
      </div>
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="quiet"
          pending={pending}
          className="min-h-target"
          onClick={() => run(async () => location.assign(await providerAddress(id, next)))}
        >
          {strings.account.continueWith(name)}
        </Button>
      ))}
      {problem && <Notice kind="danger">{problem}</Notice>}
    </div>
  )
}
