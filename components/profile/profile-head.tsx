'use client'

import { type ReactNode, useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

interface Props {
  person: { id: string; displayName: string; pictureId: string | null }
  username: string | null
  online?: boolean
  /** Lines below the username. */
  children?: ReactNode
}

/** The large picture, which opens in full size, and the names of a user. */
export function ProfileHead({ person, username, online = false, children }: Props) {
  const strings = useStrings()
  const [isShown, setShown] = useState(false)
  const { displayName, pictureId } = person
  const avatar = <Avatar person={person} size="portrait" online={online} />
  return (
    <div className="flex min-w-0 flex-col items-center gap-3 text-center">
      {pictureId ? (
        <button type="button" className="rounded-full" onClick={() => setShown(true)}>
          {avatar}
          <span className="sr-only">{strings.frame.showPicture(displayName)}</span>
        </button>
      ) : (
        avatar
      )}
      <div className="w-full min-w-0">
        <h1 className="wrap-anywhere font-semibold text-title tracking-tight">
          <bdi>{displayName}</bdi>
        </h1>
        {username !== null && <p className="truncate text-muted">@{username}</p>}
        {children}
      </div>
      {pictureId && (
        <Dialog
          open={isShown}
          onClose={() => setShown(false)}
          title={displayName}
          actions={
            <Button variant="quiet" onClick={() => setShown(false)}>
              {strings.frame.close}
            </Button>
          }
        >
          {/* biome-ignore lint/performance/noImgElement: the server has already resized it. */}
          <img
            src={`/api/pictures/${pictureId}`}
            alt=""
            className="aspect-square w-full rounded-control object-cover"
          />
        </Dialog>
      )}
    </div>
  )
}
