import { linked } from '@/components/messages/linked'

/** What somebody says of themselves, in their own lines. */
export function Bio({ text }: { text: string }) {
  return (
    <p dir="auto" className="max-w-bubble whitespace-pre-wrap px-4 text-start wrap-anywhere">
      {linked(text).map(({ text: stretch, href }, index) =>
        href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text never change places.
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow" className="underline">
            {stretch}
          </a>
        ) : (
          stretch
        ),
      )}
    </p>
  )
}
