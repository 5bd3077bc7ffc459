import 'server-only'
import { parseDialogues } from './dialogues'

export const everydayDialogues = parseDialogues(`
Good morning ☀️
> Morning! Slept at all?
Six hours. A record
> Proud of you

You won’t believe what {pet} did
> Oh no
Ate half of {food}. Straight from the table
> Legend

How did the interview go?
> I think well? They laughed twice
At jokes, I hope
> One joke, one typo in my CV
When will you hear?
> By {day}
Fingers crossed 🤞

I passed!!
> YES
> I knew it!
You said “we’ll see” yesterday
> I knew it quietly

Is your internet also gone?
> No, I’m writing to you
Ha. Then it’s only mine
> Have you tried turning it off and on
It worked. Don’t tell anyone

Happy birthday!! 🎂
> Thank you!! 💛
Any plans?
> {food} with my sister, then sleep
The dream

Quick question, how do you get wax out of a tablecloth?
> Ice, then scrape, then iron through paper
You’re a wizard
> My grandmother is. I only pass it on

I can’t stop listening to that song
> The one from {show}?
Yes! It’s been three days
> My work here is done

Feeling a bit under the weather
> Oh no, need anything?
Just tea and silence
> I’ll leave soup at the door
You’re too kind
> It’s {food}-adjacent

Look at the moon right now
> Wow
> It’s huge
Thought you’d like it

Remind me, what’s the name of your dentist?
> Dr Halloran, by {place}
Is she nice?
> She hums
I can live with humming

I finally fixed the bike
> With what
Tape and confidence
> Please ride slowly

The neighbours are drilling again
> At this hour?
I’m coming over to work at yours
> Kettle’s on

Did you see the news about {place}?
> No, what?
They’re turning it into a garden, with benches and everything
> Finally something good
I’ll believe it when I sit on one

Guess who I met today
> Your old maths teacher
…how
> You only say “guess who” about her

Can I call you later?
> Sure, after {time}
> Everything all right?
Yes, all good. Just long

I made too much {food}
> There’s no such thing
So you’ll come by?
> Already wearing shoes

Which one, the green or the blue?
> For what?
The {thing}
> Blue. Always blue
Green it is 😄
> Why do you ask me

I think I left the oven on
> You always think that
I know, but this time
> You sent me a picture of it being off. This morning.
Oh right. Thank you, past me

Thank you for yesterday
> Any time, really
It helped a lot
> I’m glad. You’d do the same

New phone, who dis
> Very funny
> Did you keep the photos?
All of them, even the blurry ones
> Especially the blurry ones

My sister is having a baby!
> WHAT. Congratulations!!
I’m going to be an aunt 😭
> You’ll be the best one
> What do they need?
Sleep, mostly

What was that word you used, for when it smells like rain?
> Petrichor
That’s it. It smells like that now
> Here too 🌧️

https://example.org/recipes/slow-bread
> Is this a hint
It’s an invitation to bake with me on {day}
> Then yes

I’ve been on hold for 45 minutes
> With whom
The electricity company. The music is a flute
> A whole flute?
The same eight seconds of it

Small victory: inbox zero
> Screenshot it, it won’t last
It already didn’t

👋
> Hey you
Just saying hi
> Hi! That made my day
`)

/** Messages of a user who waits for a reply. */
export const followUps: readonly [string, ...string[]] = [
  'Are you there?',
  'No hurry, just curious',
  'Look what I found today 😄',
  'Call me when you can',
  'Also: I found your scarf',
  'Never mind, solved it!',
  'So, Saturday?',
  'I have news 👀',
]
