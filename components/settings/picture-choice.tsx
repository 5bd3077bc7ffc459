'use client'

import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { announce } from '@/components/ui/announcer'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { MAX_PICTURE_BYTES } from '@/lib/accounts/rules'
import { useFields } from './use-fields'
import { useProfile } from './use-profile'

const ACCEPTED = 'image/jpeg,image/png,image/webp,image/gif,image/avif'

/** The viewer's picture. A new one is shown at once, and removed again when the server refuses it. */
export function PictureChoice() {
  const strings = useStrings()
  const { user } = useMe()
  const { changePicture, removePicture } = useProfile()
  const { pending, send, errors, problem } = useFields()
  const preview = usePreview(user.pictureId)
  const [tooLarge, setTooLarge] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const text = strings.you.profile
  const fault = tooLarge ? text.pictureTooLarge : (errors.picture ?? problem)

  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = '' // Allows choosing the same file again.
    if (!file) return
    setTooLarge(file.size > MAX_PICTURE_BYTES)
    if (file.size > MAX_PICTURE_BYTES) return
    preview.show(file)
    send(async () => {
      try {
        preview.keepFor(await changePicture(file))
        announce(text.pictureChanged)
      } catch (error) {
        preview.drop()
        throw error
      }
    })
  }
  const removeNow = () =>
    send(async () => {
      await removePicture()
      preview.drop()
      announce(text.pictureRemoved)
    })

  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="font-medium text-small">
        {text.picture}
      </h3>
      <div className="flex items-center gap-4">
        <span className={`relative shrink-0 transition-opacity ${pending ? 'opacity-60' : ''}`}>
          <Avatar person={user} size="huge" />
          {preview.url && <Preview url={preview.url} />}
        </span>
        <input ref={input} type="file" accept={ACCEPTED} tabIndex={-1} aria-hidden="true" onChange={choose} hidden />
        <div className="flex min-w-0 flex-wrap gap-2">
          <Button
            variant="quiet"
            pending={pending}
            aria-describedby={`${id}-note`}
            onClick={() => {
              input.current?.click()
            }}
          >
            {user.pictureId ? text.changePicture : text.choosePicture}
          </Button>
          {user.pictureId && (
            <Button variant="danger" pending={pending} onClick={removeNow}>
              {text.removePicture}
            </Button>
          )}
        </div>
      </div>
      <p
        id={`${id}-note`}
        role={fault ? 'alert' : undefined}
        className={`max-w-prose text-small ${fault ? 'text-danger' : 'text-muted'}`}
      >
        {fault ?? text.pictureHint}
      </p>
    </section>
  )
}

function Preview({ url }: { url: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: the source is a local file.
    <img src={url} alt="" className="absolute inset-0 size-full rounded-full object-cover" />
  )
}

/** Returns a preview of the chosen file until the picture changes again. */
function usePreview(pictureId: string | null) {
  const [shown, setShown] = useState<{ url: string; became?: string | null }>()
  const url = shown?.url
  useEffect(() => (url === undefined ? undefined : () => URL.revokeObjectURL(url)), [url])
  const isCurrent = shown && (shown.became === undefined || shown.became === pictureId)
  return {
    url: isCurrent ? shown.url : undefined,
    show: (file: File) => setShown({ url: URL.createObjectURL(file) }),
    keepFor: (became: string | null) => setShown((before) => before && { ...before, became }),
    drop: () => setShown(undefined),
  }
}
