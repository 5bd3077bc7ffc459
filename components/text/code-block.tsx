'use client'

import { copyText } from '@/components/invitations/copy-text'
import { useStrings } from '@/components/strings/use-strings'
import { Icon } from '@/components/ui/icon'
import { useTabIndex } from '@/components/ui/tab-stops'
import { toast } from '@/components/ui/toasts'
import { MarkedText } from './marked-text'

/**
 * Code with a button that copies exactly it. The button has no text, so that the text of the message, when it is read
 * from the DOM or selected, is only what its author wrote.
 */
export function CodeBlock({ code }: { code: string }) {
  const { copyCode, copied, notCopied } = useStrings().messages
  const tabIndex = useTabIndex()
  const copy = async () => toast({ text: (await copyText(code)) ? copied : notCopied })
  return (
    <div dir="ltr" className="group/code relative my-1">
      <pre className="whitespace-pre-wrap rounded-joint bg-current/8 px-2 py-1 font-mono text-small pointer-coarse:py-3 pointer-coarse:pe-13">
        <code>
          <MarkedText text={code} />
        </code>
      </pre>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={copyCode}
        title={copyCode}
        onClick={() => void copy()}
        className="absolute end-0 top-0 flex size-7 select-none items-center justify-center rounded-joint border border-line bg-raised text-muted opacity-0 transition-opacity hover:text-ink focus-visible:opacity-100 group-hover/code:opacity-100 pointer-coarse:size-target pointer-coarse:opacity-100"
      >
        <Icon name="copy" className="size-4 pointer-coarse:size-5" />
      </button>
    </div>
  )
}
