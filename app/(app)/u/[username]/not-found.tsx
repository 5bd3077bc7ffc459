import { MissingPerson } from '@/components/friends/missing-person'

export default function PersonNotFound() {
  return <MissingPerson />
}
