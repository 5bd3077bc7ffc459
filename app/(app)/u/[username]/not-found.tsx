import { MissingPerson } from '@/components/profile/missing-person'

export default function PersonNotFound() {
  return <MissingPerson />
}
