import { LinkedText } from '@/components/messages/linked-text'
import { Folded } from '@/components/ui/folded'

/** What somebody says of themselves, in their own lines. */
export const Bio = ({ text }: { text: string }) => (
  <div className="-my-1 flex flex-col items-start">
    <Folded
      lines={12}
      dir="auto"
      className="w-full max-w-bubble whitespace-pre-wrap px-4 py-1 text-start wrap-anywhere"
    >
      <LinkedText text={text} />
    </Folded>
  </div>
)
