import { MissingPerson } from '@/components/profile/missing-person'

export default function NobodyToWriteTo() {
  return <MissingPerson />
}
