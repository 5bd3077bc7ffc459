import { MissingPersonScreen } from '@/components/profile/missing-person'

export default function NobodyToWriteTo() {
  return <MissingPersonScreen />
}
