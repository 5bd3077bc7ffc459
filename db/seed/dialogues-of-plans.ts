import 'server-only'
import { parseDialogues } from './dialogues'

export const planDialogues = parseDialogues(`
Are you around on {day}?
> Should be. Why?
I got two tickets for {show}
> Oh! Yes please
> What time?
Doors at {time}, so meet at {place} a bit before?
> Perfect 🙌

I’m craving {food}
> Again? 😄
Always
> {day}, {time}?
Deal

Leaving now, there in ten
> No rush, I’m still looking for my {thing}
Isn’t it by the door?
> …it was by the door

Did you ever finish {book}?
> Last night! Couldn’t put it down
No spoilers, I’m on chapter nine
> Then call me when you’re at chapter twelve
That sounds ominous
> 😇

My train is late, of course
> How late?
They say twenty minutes, so forty
> I’ll order for us then. {food}?
You’re the best

Could you water the plants while I’m in {city}?
> Sure, since when are you going to {city}?
Since an hour ago, cheap ticket
> Jealous! Key in the usual spot?
Yes. The fern is dramatic, ignore it
> I never ignore the fern

Lunch tomorrow?
> Can’t, dentist
Ouch. {day} then?
> {day} works

I’m at {place}, where are you?
> Other entrance
Which one is the other one 🙈
> The one with the red door
Found you

How was {city}?
> Loud, warm, wonderful
> I ate {food} every single day
Pictures or it didn’t happen
> Tonight, there are about four hundred

We should repaint the kitchen this weekend
> We? 👀
I’ll pay in {food}
> Well, in that case
> What colour?
Something between yellow and very yellow

Do you still have my {thing}?
> Yes! It moved in with me, sorry
Bring it on {day}?
> Promise

Run on {day} morning?
> How early is morning
Seven?
> That’s night
Eight, final offer
> Eight and coffee afterwards
Obviously

I’m thinking of moving to {city}
> What?? Since when
Only thinking. There’s a job
> Then let’s talk. {place}, {time}?
Coming

It’s pouring. Still on for tonight?
> There is no bad weather
Only bad shoes, I know
> See you at {time} ☔

Can you send me the address again?
> 14 Mill Lane, second bell from the top
Thanks, arriving at {time}

Are we bringing something on {day}?
> I’m making a salad, you could do bread
Bread I can do
> And your good olives
They’re for special occasions
> It IS a special occasion
`)
