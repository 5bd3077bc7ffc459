import { linked } from './linked'

/** Text whose web addresses can be followed. */
export function LinkedText({ text }: { text: string }) {
  return linked(text).map(({ text: stretch, href }, index) =>
    href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text never change places.
      <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow" className="underline">
        {stretch}
      </a>
    ) : (
      stretch
    ),
  )
}
