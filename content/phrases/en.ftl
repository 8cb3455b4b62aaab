### Every word that azalea says in a chat. Project Fluent; lists begin with "- ".

## Setting up

opening = Type as you would in a chat; a number or letter presses a button; Ctrl-D leaves. /start begins, /today shows today, /help tells more.

consent =
    Hello, I am azalea. I ask at the times you choose, write down what you answer, and show short pieces of a guide.

    Nobody reads what you write here, not even your clinic. In an emergency ring 999 (UK), 112 (Europe) or 911 (US and Canada).

    Shall I start, and keep your answers on this computer?
agree = I agree
tell-me-more = Tell me more
no-thanks = No thanks
consent-more =
    I keep the name of this account, where your clock is, your plan, and each answer with its time. I keep them until the folder they are in is deleted.

    They are in one folder on this computer. Whoever can open the files of this computer can read it: it is not encrypted yet.

    Shall I start?
declined = Then I write nothing down. To begin after all, type /start.
agreed = Thank you.
ask-zone =
    Where are you? Type the command and the place, for example:
    /timezone Europe/London
ask-plan =
    What do you take, and when? Type it as your label says, for example:
    /plan 1.5 x 50 mg at 08:00
welcome-back = Hello again. You are set up. /today shows today, /help what I understand.
start-first = I am azalea, and you have not told me yet that I may write things down. Type /start to begin, or /help to see what I can do.

zone-saved = I go by the clock of { $place }. It is { $time } there.
zone-echo =
    I would go by the clock of { $place }, where it is { $time } now. Next:
    { $next }
    Is that right?
zone-unknown =
    I do not know the place "{ $words }". Type it as continent and city, for example:
    /timezone Europe/London
zone-kept = Then I go on with the clock of { $place }.

## Plans

plan-echo =
    I read: { $schedule }
    Next: { $next }.
    { $begins }
    Is that what your label says?
plan-from-today = It holds from today.
plan-from-tomorrow = It holds from { $day }. Today stays as it was.
plan-from-start = It is for you yourself. I write to "{ $name }", here, in private words: nothing I send unasked names a medicine.
plan-many = That is { $tablets } at one time. Does your label really say so?
plan-half = Is { $clock } in the morning or in the evening?
plan-saved =
    Saved. I ask next on { $next }.
    { $before }
plan-before = Today's { $times } was before this was set up, so I do not ask about it. If you have had it, tell me, for example: took it at 7:15
plan-kept-old = Then the plan stays as it was.
plan-none-saved = Then I save nothing. Type it again when you like, beginning with /plan.
plan-none =
    There is no plan yet.
    { $ask }
plan-now =
    Your plan: { $schedule }
    Next: { $next }.
    { $change }
plan-then = From { $day }: { $schedule }
schedule = { $words }, every day at { $times }. That is { $sum }{ $often ->
    [once] .
   *[often] , each time.
}

trouble-empty =
    Type what you take and when, as your label says, for example:
    /plan 1.5 x 50 mg at 08:00
trouble-no-time =
    At what time? Type it with the time, for example:
    /plan 1.5 x 50 mg at 08:00
trouble-no-amount =
    How many tablets, and of how many mg each? For example:
    /plan 1.5 x 50 mg at 08:00
trouble-mg-alone =
    How many tablets is that, and of how many mg each? I do not work that out. For example:
    /plan 1.5 x 50 mg at 08:00
trouble-bad-time =
    I cannot read "{ $words }" as a time. Type it like 08:00 or 8am, for example:
    /plan 1.5 x 50 mg at 08:00
trouble-bad-count =
    I cannot read "{ $words }" as a number of tablets. Whole ones, halves and quarters work, for example:
    /plan 1.5 x 50 mg at 08:00
trouble-bad-strength =
    I cannot read "{ $words }" as the strength of a tablet. Type the number and mg, for example:
    /plan 1.5 x 50 mg at 08:00
trouble-same-time = The same time is there twice. Type each time once, please.
trouble-hourly =
    I go by times of the day, not by hours in between. Type the times, for example:
    /plan 1 x 50 mg at 8am and 8pm
trouble-other-medicine = I only know azathioprine. I saved nothing; keep a list of your own for the others.
trouble-mg-disagree = The tablets and the mg do not agree, so I saved nothing. Type it again as your label says.
trouble-not-understood =
    I cannot read "{ $words }" in a plan, so I saved nothing. What I can read looks like this:
    /plan 1.5 x 50 mg at 08:00

number-word = { $name ->
    [n1] one
    [n2] two
    [n3] three
    [n4] four
    [n5] five
    [n6] six
    [n7] seven
    [n8] eight
    [n9] nine
    [n10] ten
    [n11] eleven
    [n12] twelve
    [n13] thirteen
    [n14] fourteen
    [n15] fifteen
    [n16] sixteen
    [n17] seventeen
    [n18] eighteen
    [n19] nineteen
    [n20] twenty
   *[other] { $figure }
}
tablets = { $shape ->
    [quarter] a quarter of a tablet
    [half] half a tablet
    [three-quarters] three quarters of a tablet
    [one] one tablet
    [whole] { $word } tablets
    [and-quarter] { $word } and a quarter tablets
    [and-half] { $word } and a half tablets
   *[and-three-quarters] { $word } and three quarter tablets
}
tablets-of = { $tablets } of { $strength } mg
part = { $count } x { $strength } mg
sum = { $parts } = { $total } mg
and = { $first } and { $last }

## Asking

prompt = { $when }. Your usual?
prompt-past = This was due at { $when }. Your usual?
prompt-off = I was off from { $from } to { $until } and did not ask about { $when }. If you had it, press the button, or write when.
still-open = { $when } is still open.
still-open-last = { $when } is still open. This is the last time I ask about it.
repeat = Again, in case it did not reach you:
before-unanswered = { $when } has no answer.
before-off = { $when } was not asked about: I was off, or could not reach you.
done = Done
later = Later
not-today = Not today
had-it = Had it
just-now = Had it just now
earlier = Had it earlier
did-not = Didn't
do-not-know = Don't know
not-had = Not had
not-yet = Not yet
leave-it = Leave it
ask-me-again = Ask me again
change = Change
it-was = It was { $time }
yes = Yes
no = No
in-minutes = In { $minutes } minutes
in-an-hour = In an hour

## Answering

noted = Noted, { $time }, for { $dose }.
noted-early = Noted, { $time }, for { $dose }. I will not ask about that one.
noted-no-time = Noted for { $dose }, time not known.
noted-not-had = Noted: not had, { $dose }.
already = { $dose } already says: { $stands }. Nothing changed.
differs = { $dose } says: { $stands }. Change it to: { $new }?
changed = Changed: { $dose } now says { $stands }. The first entry is kept.
changed-open = Changed: { $dose } now says { $stands }. The first entry is kept. It is open again until { $until }.
open-again = { $dose } is open again, until { $until }.
open-again-asks = { $dose } is open again. I ask at { $time }.
unchanged = Nothing changed.
too-old = { $dose } ended more than seven days ago, so I leave it as it is.
over = The time of { $dose } ended at { $until }, so I cannot ask about it again.
nothing-open = I wrote nothing down, because nothing is open. { $facts }
which = Which one? I have written nothing down yet.
none-of-these = None of these
had-for = { $time }, for { $dose }
stands-already = { $dose }, which says: { $stands }
cannot-say = I wrote nothing down. Whether to take one, your team or a pharmacist can say; I cannot. { $facts }
when-was-it = I wrote nothing down. { $time } does not belong to a dose that I know, or has not come yet. { $facts }
when-to-ask = When shall I ask again about { $dose }?
asks-later = I ask again at { $time }.
later-spent = I have asked three times about { $dose }, and that is my most. It stays open until { $until }.
later-past = That would be after { $until }, when { $dose } ends. It stays open until then.
do-you-mean = I wrote nothing down. What shall I write for { $dose }?
wrote-nothing = I wrote nothing down. { $facts }
facts-dose = { $dose }: { $stands }.
facts-none = There is no plan yet.
change-what = { $dose } says: { $stands }. What shall it say?
left-unknown = Then { $dose } stays without an answer.

stands = { $state ->
    [taken] had it { $time }
    [taken-no-time] had it, time not known
    [not-had] not had
    [unanswered] no answer
    [off] not asked, azalea was off or could not reach you
    [open] open, no answer yet
    [before] before set-up, nothing noted
   *[to-come] to come
}
said-on = { $stands } (said on { $day })
first-said = { $stands } (first: { $first }, changed { $when })
yesterday = Yesterday { $time }
today-at = Today { $time }

today = Today, { $day }:
today-none = Nothing is planned for today, { $day }.
log = Your log, newest first:
log-empty = Nothing is written down yet.
line = - { $what }: { $stands }

## The guide

from-guide = From the guide: { $title }
sources = Sources, compared with this on { $checked }:
source = - { $name }
more-sources = - and { $count } more
source-in-full = - { $name }, { $url }
no-clinician = Not yet read by a clinician.
clinician = Read by { $name } on { $day }.
guide-shelf = From the guide. Which one?
guide-close = Which of these do you mean?
guide-none = The guide has nothing on that. These are there:
urgent =
    Ring 999 (UK), 112 (Europe) or 911 (US and Canada) now if someone

    - cannot breathe well, or has a swollen face, lips or tongue
    - has collapsed, or is confused and clammy
    - bleeds and it will not stop, or has black stools
    - has sudden, severe pain high in the tummy
    - is suddenly weak on one side, or cannot speak or see as before
    - has a rash that blisters or peels, with a fever
    - swallowed tablets that were not theirs, or a large number

    Otherwise ring your team today. When they are closed, ring 111 in the UK, or your local out-of-hours line elsewhere.

    Nobody reads this chat.

## Everything else

help =
    What I understand:
    - the number or letter of a choice
    - took it, took it at 7:15, /taken
    - later
    - not today, /skip
    - Change, under an answer that was wrong
    - /today shows today
    - /log shows what is written down
    - /plan shows or changes what you take
    - /timezone changes your clock
    - /sideeffects and a word shows a piece of the guide
    - /start begins or goes on with setting up, /help shows this
    Nobody reads what you write here. In an emergency ring 999 (UK), 112 (Europe) or 911 (US and Canada).
unclear = I did not understand that, and wrote nothing down. These work: took it, /today, /help. Nobody reads this chat: in an emergency ring 999 (UK), 112 (Europe) or 911 (US and Canada).
unknown-command = I do not know the command /{ $name }. /help shows what I understand.
ask-nod = Was that about { $dose }? I wrote nothing down yet.
no-such-choice = There is no choice "{ $mark }" under my last message. I wrote nothing down.
which-question = Two questions are open, so I wrote nothing down. Which one?
which-choice = Yes to which? I wrote nothing down. The number or letter of a choice says it.
not-yours = You cannot note for that plan. Nothing changed.
button-gone = That button no longer fits. Nothing changed.
too-long = That was too long for me to read, and I wrote nothing down. Please say it shorter.
put-aside = Something went wrong here, and I could not act on your last message. I wrote nothing down. Please send it again.
