import { MissingPersonScreen } from '@/components/profile/missing-person'

export default function PersonNotFound() {
  return <MissingPersonScreen />
}
