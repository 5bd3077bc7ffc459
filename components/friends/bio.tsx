import { LinkedText } from '@/components/messages/linked-text'

/** What somebody says of themselves, in their own lines. */
export const Bio = ({ text }: { text: string }) => (
  <p dir="auto" className="max-w-bubble whitespace-pre-wrap px-4 text-start wrap-anywhere">
    <LinkedText text={text} />
  </p>
)
