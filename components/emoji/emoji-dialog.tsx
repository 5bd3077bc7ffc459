'use client'

import { useEffect, useId, useRef } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { Button, IconButton } from '@/components/ui/button'
import { positionMenu } from '@/components/ui/menu-place'
import { useModal } from '@/components/ui/use-modal'
import { EmojiPicker } from './emoji-picker'
import { rememberEmoji } from './recent-emoji'
import { useEmoji } from './use-emoji'

interface Props {
  open: boolean
  onClose(): void
  /** Called with the chosen emoji, after `onClose`. */
  onChoose(emoji: string): void
  /** The emoji that is chosen already. */
  chosen?: string | undefined
}

/** Offers all emoji; on phones a sheet from below, else a small dialog beside the element that had the focus. */
export const EmojiDialog = ({ open, ...rest }: Props) => open && <OpenEmojiDialog {...rest} />

function OpenEmojiDialog({ onClose, onChoose, chosen }: Omit<Props, 'open'>) {
  const { emoji: text, general, frame } = useStrings()
  const { user } = useMe()
  const titleId = useId()
  const { loaded, retry } = useEmoji()
  const modal = usePlacedModal(onClose)
  const choose = (emoji: string) => {
    rememberEmoji(user.id, emoji)
    onClose()
    onChoose(emoji)
  }
  return (
    <dialog
      {...modal}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="pointer-events-auto m-auto h-104 max-h-full w-full animate-arrive select-none flex-col overflow-hidden rounded-bubble border border-line bg-raised text-ink shadow-float outline-none backdrop:bg-transparent open:flex max-md:mb-0 max-md:h-[70dvh] max-md:max-w-full max-md:rounded-b-none max-md:border-transparent max-md:pb-[env(safe-area-inset-bottom)] max-md:backdrop:bg-veil md:w-88"
    >
      <div className="flex items-center justify-between ps-3 pe-1 pt-1">
        <h2 id={titleId} className="font-semibold">
          {text.title}
        </h2>
        <IconButton icon="close" label={frame.close} onClick={onClose} />
      </div>
      {loaded.state === 'ready' && <EmojiPicker groups={loaded.groups} chosen={chosen} onChoose={choose} />}
      {loaded.state === 'loading' && <div role="status" aria-label={text.loading} className="grow" />}
      {loaded.state === 'failed' && (
        <div role="alert" className="flex grow flex-col items-center justify-center gap-4 p-6 text-center">
          <p>{text.failed}</p>
          <Button variant="quiet" onClick={retry}>
            {general.retry}
          </Button>
        </div>
      )}
    </dialog>
  )
}

/** A modal dialog beside the element that had the focus when it was opened, on screens that are wide enough. */
function usePlacedModal(onClose: () => void) {
  const origin = useRef<Element>(null)
  const modal = useModal({
    onClose,
    onShow(dialog, from) {
      origin.current = from
      place(dialog, from)
      dialog.focus() // Its first element would be the button that closes it.
    },
  })
  const { ref: dialog } = modal
  useEffect(() => {
    const placeAgain = () => dialog.current && place(dialog.current, origin.current)
    addEventListener('resize', placeAgain)
    return () => removeEventListener('resize', placeAgain)
  }, [dialog])
  return modal
}

function place(dialog: HTMLElement, origin: Element | null) {
  const isBeside = matchMedia('(min-width: 48rem)').matches && origin instanceof HTMLElement && origin !== document.body
  dialog.style.margin = isBeside ? '0' : ''
  if (isBeside) return positionMenu(dialog, origin, undefined)
  dialog.style.top = dialog.style.left = ''
}
