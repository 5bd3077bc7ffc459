import { LinkedText } from '@/components/text/linked-text'
import { Collapsible } from '@/components/ui/collapsible'

/** The bio of a user with its line breaks. */
export const Bio = ({ text }: { text: string }) => (
  <div className="-my-1 flex flex-col items-start">
    <Collapsible
      lines={12}
      dir="auto"
      className="w-full max-w-bubble whitespace-pre-wrap py-1 text-start wrap-anywhere"
    >
      <LinkedText text={text} />
    </Collapsible>
  </div>
)
