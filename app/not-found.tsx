import { lostWords } from '@/components/lost-words'
import { LostScreen } from '@/components/shell/lost-screen'
import { buttonLook } from '@/components/ui/button-looks'

export default function NotFound() {
  const home = (
    <a href="/messages" className={buttonLook('quiet')}>
      {lostWords.home}
    </a>
  )
  return (
    <LostScreen title={lostWords.missingTitle} action={home}>
      {lostWords.missing}
    </LostScreen>
  )
}
