'use client'

import { lostWords } from '@/components/lost-words'
import { LostScreen } from '@/components/shell/lost-screen'
import { buttonLook } from '@/components/ui/button-looks'

export default function Broken({ retry }: { retry: () => void }) {
  const again = (
    <button type="button" onClick={retry} className={buttonLook('primary')}>
      {lostWords.retry}
    </button>
  )
  return (
    <LostScreen title={lostWords.brokenTitle} action={again}>
      {lostWords.broken}
    </LostScreen>
  )
}
