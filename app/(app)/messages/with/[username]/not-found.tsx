import { MissingPerson } from '@/components/friends/missing-person'

export default function NobodyToWriteTo() {
  return <MissingPerson />
}
