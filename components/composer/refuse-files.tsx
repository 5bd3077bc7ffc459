'use client'

import { useEffect } from 'react'
import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'

/** Says that files cannot be sent, once while the toast is shown. */
const refuseFiles = () => void toast({ key: 'text-only', text: currentStrings().messages.textOnly })

/**
 * Answers pasted and dropped files, which Kith does not send. Without this, the browser would open a dropped file in
 * place of Kith. Pasted text has its way, also if a picture of it comes along, as from an office program.
 */
export function RefuseFiles() {
  useEffect(() => {
    const listening = new AbortController()
    const onDrag = (event: DragEvent) => {
      if (holdsFiles(event.dataTransfer) && !isForFiles(event.target)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer) || isForFiles(event.target)) return
      event.preventDefault()
      refuseFiles()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!holdsFiles(event.clipboardData) || event.clipboardData?.types.includes('text/plain')) return
      event.preventDefault()
      refuseFiles()
    }
    addEventListener('dragover', onDrag, listening)
    addEventListener('drop', onDrop, listening)
    addEventListener('paste', onPaste, listening)
    return () => listening.abort()
  }, [])
  return null
}

const holdsFiles = (data: DataTransfer | null) => data?.types.includes('Files') === true

/** Whether the element takes files itself, as the one for a profile picture does. */
const isForFiles = (target: EventTarget | null) => target instanceof Element && target.closest('[type=file]') !== null
