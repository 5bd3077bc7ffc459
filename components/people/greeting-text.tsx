import { Collapsible } from '@/components/ui/collapsible'

/** The greeting of a request. */
export const GreetingText = ({ text }: { text: string }) => (
  <div className="flex flex-col items-start gap-1">
    <Collapsible
      lines={6}
      dir="auto"
      className="wrap-anywhere max-w-full whitespace-pre-wrap rounded-bubble bg-bubble px-3 py-2 text-start"
    >
      {text}
    </Collapsible>
  </div>
)
