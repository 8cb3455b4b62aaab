### Every word that azalea says in a chat. Project Fluent; lists begin with "- ".

## Setting up

opening = Type as you would in a chat; a number or letter presses a button; Ctrl-D leaves. /start begins, /today shows today, /help tells more.

consent =
    Hello, I am azalea. I ask at the times you choose, write down what you answer, and show short pieces of a guide.

    Nobody reads what you write here, not even your clinic. In an emergency ring 999 (UK), 112 (Europe) or 911 (US and Canada).

    Shall I start, and keep your answers on this computer?
consent-run =
    Hello, I am azalea. I ask at the times you choose, write down what you answer, and show short pieces of a guide.

    I am run by { $operator }: { $contact }. { $privacy }

    Nobody reads what you write here, not even your clinic. In an emergency ring 999 (UK), 112 (Europe) or 911 (US and Canada).

    Shall I start, and keep your answers?
consent-say = I may only begin with a clear yes, because I would keep what you write. Shall I start?
agree = I agree
tell-me-more = Tell me more
no-thanks = No thanks
consent-more =
    I keep the name of this account, where your clock is, your plan, and each answer with its time. I keep it until you tell me to delete it: "delete my data" does that at any time.

    All of it is locked with a key of your own. Whoever runs me holds the file with the keys, and could read it. "/privacy" says more, and gives you a copy.

    Shall I start?
declined = Then I write nothing down. To begin after all, type /start.
left-set-up = Then I keep nothing of this. To begin after all, type /start.
welcome-back = Hello again. You are set up. /today shows today, /help what I understand.
start-first = There is no plan yet, so I wrote nothing down. /start begins, or goes on where it was; /help shows what I can do.
not-agreed = I am azalea, and you have not told me yet that I may write things down. Shall we begin? A yes, or /start, does it.

stranger =
    This azalea is for people who have a code. In an emergency ring { $emergency }.

    I keep nothing of what you write.
stranger-from =
    This azalea is for people who have a code from { $operator }. In an emergency ring { $emergency }.

    I keep nothing of what you write.
i-have-a-code = I have a code
ask-code = Type it here, or open the link that came with it.
ask-code-from = Type it here, or open the link that came with it. Codes come from { $operator }: { $contact }.
code-unknown = That code does not open this azalea. It may be used up, or its time is over.

ask-voice =
    How shall I write to you? Others may see a locked phone. It would show one of these:

    - private words: 08:00. Your usual?
    - plain words: 08:00. Your azathioprine: one tablet of 50 mg?
private-words = Private words
plain-words = Plain words
my-own-words = My own words
ask-own-words = What shall I call the tablets? Type up to 30 letters, or choose.
suggested-words-1 = Water the plants
suggested-words-2 = Open the window
own-words-long = { $count ->
    [none] Some words, please, up to { $most } letters.
   *[other] That has { $count } letters, and { $most } fit. Something shorter?
}
show-own-words = A locked phone would show: 08:00. { $words }?
other-words = Other words

ask-whose = Who takes the tablets? If it is someone you look after, you can type their name.
me = Me
ask-patient = What shall I call them? Type a name, or choose.
my-child = My child
your-child = your child
mum = Mum
dad = Dad

ask-clock = { $whose ->
    [kept] Is it { $time } where { $patient } is? ({ $place }) If not, type the place, or what the clock says there.
   *[own] Is it { $time } where you are? ({ $place }) If not, type the place, or what your clock says.
}
ask-place = { $whose ->
    [kept] Where is { $patient }? Choose a place on the same clock, or type one. You can also type what the clock says there, for example: it is 9:40 here
   *[own] Where are you? Choose a place on your clock, or type one. You can also type what your clock says, for example: it is 9:40 here
}
ask-clock-where = Which of these places has the same clock?
ask-place-which = Which of these is it? If it is none of them, type the nearest big town and its country.
ask-clock-by = { $whose ->
    [kept] By which clock shall I go for { $patient }, at home or there? Choose, or type where { $patient } lives.
   *[own] By which clock shall I go, at home or there? Choose, or type where you live.
}
place-choice = { $place } ({ $time })
place-taken = { $place }, where it is { $time } now. If that is not it, type another place.
somewhere-else = Somewhere else
someone-else = Someone else

ask-strength = What does the box say?
ask-kinds = What do the two boxes say? Choose, or type both, for example: 25 mg and 50 mg
strength = { $mg } mg
two-kinds = Two kinds
something-else = Something else
back = Back
ask-strength-typed = How many mg is one tablet? Type it as the box says, for example: 50 mg
ask-count = How many tablets { $strength } at one time?
ask-count-of = { $dose } mg: how many tablets { $strength } is that, as the label says?
box-says = The box says { $strength } mg
ask-count-typed = { $kinds ->
    [two] How many tablets { $strength } at one time? Type both numbers in that order, or choose, for example: 1 and 1.5
   *[one] How many tablets { $strength } at one time? Type it or choose, for example: 1.5
}
how-many-of = of { $strength } mg
ask-times = At what time? Type it or choose, for example: 8am
twice-a-day = Twice a day
other = Other
ask-times-typed = At what time? Type it or choose, for example: 7:30
ask-twice = At which two times? Type them or choose, for example: 7:30 and 19:30
two-times = { $first } and { $second }
tablets-differ = Tablets differ
time-differs = Time differs

ask-today = { $whose ->
    [kept] Has { $patient } had today's?{ $times }
   *[own] Have you had today's?{ $times }
}
ask-today-ahead = { $whose ->
    [kept] Has { $patient } already had the one for { $dose }?
   *[own] Have you already had the one for { $dose }?
}
today-not-yet = All right. Once it is had, "took it" writes it down.
set-up-unclear = Sorry, I cannot read that yet. { $at ->
    [voice] Please choose one of these.
    [who] A first name is enough, or choose.
    [where] The country behind it helps, for example: Leeds, UK. So does the nearest big town, or the time there: 9:40
    [strength] The figure on the box is enough, for example: 50 mg
    [count] A number is enough, for example: 2. If days or times differ, type all of it, for example: 2 at 8am and 1 at 8pm, or with two kinds: 2 x 50 mg at 8am and 1 x 50 mg + 1 x 25 mg at 8pm
    [times] For example: 8am, or: 7:30 and 19:30
   *[other] Please choose one of these.
}{ $asked ->
    [yes] {"\u000A"}A question about the tablets can wait a moment: /ask shows what the guide says, and the team can answer.
   *[no] {""}
}
set-up-why = { $at ->
    [voice] I ask because a reminder can be read on a locked phone, by anybody who sees it.
    [who] I ask so that I know whom a reminder is about, and can use their name.
    [where] I ask so that a reminder comes by the right clock, also when the clocks change.
    [strength] I ask so that your plan says the same as the box, and a mix-up can be seen.
    [count] I ask so that a reminder in plain words, and your plan, say how many.
    [times] I ask so that I know when to remind.
    [plan] I ask so that nothing is saved that your label does not say.
    [today] I ask so that today is not asked about twice.
   *[other] I ask because these help some people. None of them is needed.
}
set-up-waits = { $at ->
    [times] I go by the clock, so I need a time that a clock shows, for example: 8:30
    [dose] I wrote nothing down, because I do not know the plan yet. First this:
   *[other] There is no hurry. This waits until you come back:
}
set-up-plan-kept = I come to your plan in a moment. First this:
set-up-journey = I go by { $place } for now, where it is { $time }. If that is not where you live, type the place. A journey can be told once the plan is saved.
consent-waits = Shall I start, and keep your answers?
set-up-not-known = That is all right. Look at the box or the label, or ask the pharmacist. /start goes on whenever you know.
ask-strength-sure = { $strength } mg: is that what the box says?
start-tomorrow = { $whose ->
    [kept] { $patient } starts tomorrow
   *[own] I start tomorrow
}
starts-tomorrow = Then I ask first on { $next }.
ask-helps = In an emergency I show { $emergency }; { $whose ->
    [kept] if { $patient } lives in another country, type its name
   *[own] if you live in another country, type its name
}. These help, and each can wait; /settings has them too.
ask-helps-more = What else would help? Each can wait.
quiet-hours = Quiet hours
clinic-number = My clinic's number
a-trial = Show me a trial reminder
trial =
    { $prompt }
    This is a trial. Nothing is written down.
set-up-done = That is all. "help" works at any time, and /settings has what can wait.

## Plans

ask-plan =
    What do you take, and when? Type it as the label says, for example:
    /plan 1.5 x 50 mg at 08:00
ask-zone =
    Where are you? Type the command and the place, for example:
    /timezone Europe/London

plan-echo =
    I read: { $schedule }
    Next: { $next }.
    { $begins }
    { $whose ->
        [kept] Is that what the label says?
       *[own] Is that what your label says?
    }
plan-for = It is for { $patient }.
plan-change =
    Now: { $old }
    New: { $new }
    { $begins }
    { $next }
    { $asks }
plan-is-right = Is that right?
plan-type-again = { $often ->
    [once] If that is right, type the number of tablets once more.
   *[several] If that is right, type the number of tablets of { $strength } mg once more: { $when }.
}
plan-type-number = { $said ->
    [yes] A yes is not enough here. Please type the number of tablets, as the label says.
   *[words] Please type the number of tablets, as the label says.
}
plan-from-today = It holds from today.
plan-from-tomorrow = It holds from { $day }. Today stays as it was.
plan-from-day = It holds from { $day }.
plan-strength-odd = { $strength } mg: please look whether the box says that.
plan-from-start = { $whose ->
    [own] It is for you yourself. I write to "{ $name }", here, in private words: nothing I send unasked names a medicine.
   *[kept] It is for { $patient }. I write to "{ $name }", here, in private words: nothing I send unasked names a medicine.
}
plan-mg-as-said = { $mg } mg, as you said.
plan-kept-times = { $end ->
    [home] The other times until you are home stay: { $times }.
   *[day] The other times until { $day } stay: { $times }.
}
plan-no-longer = No longer planned: { $change }
plan-many =
    New: { $tablets } at one time ({ $mg } mg).
    { $whose ->
        [kept] Is that what the label says?
       *[own] Is that what your label says?
    } If so, type the number of tablets of { $strength } mg again.
plan-mistyped = I mistyped
plan-mistyped-count = Then that is not kept.
plan-not-same-count = That is not the same number, so neither is kept.
plan-yes-or-no = Please look at it once more: a yes saves it.
plan-what-differs = Nothing is saved yet. What is different? Choose, or type it, for example: 9pm, or: 1.5 tablets
plan-type-all =
    That leaves open which tablets belong to which time. You can type all of it, for example:
    /plan 2 x 50 mg at 8am and 1 x 50 mg at 8pm
plan-times-unclear = Sorry, I cannot read that yet. For example: 8am, or: 7:30 and 19:30
plan-mistyped-it = Nothing saved. { $still }
plan-not-same = That is not the same number. Nothing saved. { $still }
plan-still = Still: { $schedule }
plan-still-none = There is no plan yet.
plan-try-again = Try again
plan-try-example =
    Type it as the label says, for example:
    1.5 x 50 mg at 08:00
plan-as-on-letter =
    Tell me as on the letter, for example:
    1.5 x 50 mg at 08:00
plan-half = Is { $clock } in the morning or in the evening?
plan-day = From which day?
plan-strength = How many mg has one tablet, as the box says?
plan-count = How many tablets of { $strength } mg { $said ->
    [mg] is that
   *[tablets] at one time
}, as { $whose ->
    [kept] the clinic or the label says?
   *[own] your clinic or label says?
}
plan-none-of-it = None of these
plan-times = { $often ->
    [once] At what time? Type it, or choose.
    [twice] At which two times? Type them, or choose.
   *[more] At which { $count } times? Type them, for example: 8, 14:00 and 20:00
}
plan-which-dose =
    Now: { $old }
    New: { $new }
    From which one?
plan-from-todays = From today's { $time }
plan-tomorrow-on = From tomorrow
plan-leave = Leave it as it is
plan-start-over = Start again
which-figure = Is { $figure } the mg of one tablet, or how many tablets?
plan-not-right = Not right
plan-saved =
    Saved. { $next }
    { $before }
plan-before = Today's { $times } was before this was set up, so I do not ask about it. If you have had it, tell me, for example: took it at 7:15
plan-saved-change = Saved, as told by you, from { $from ->
    [today] today
    [tomorrow] tomorrow
   *[later] { $day }
}. { $next }
plan-saved-next = Saved. { $next }
asks-next = I ask next on { $next }.
asks-none = Nothing more is planned.
still-stopped = It is still stopped, so I ask nothing yet. /pause is the way to start again.
plan-still-open = Today's { $time } is still open: { $amount }.
plan-stays = Nothing changed: what was saved stays. Another plan, or other times, can be typed at any time.
plan-kept-old = Then the plan stays as it was.
plan-none-saved = Then I save nothing. Type it again when you like, beginning with /plan.
plan-none =
    There is no plan yet.
    { $ask }
plan-now = { $whose ->
    [kept] { $patient } takes: { $schedule }
   *[own] Your plan: { $schedule }
}
plan-next = Next: { $next }.
plan-then = From { $day }: { $schedule }
plan-until = { $end ->
    [home] From { $first } until you are home: at { $times }
    [same] { $first }: at { $times }
   *[day] { $first } to { $last }: at { $times }
}
plan-differ =
    The plan has different amounts, so I cannot tell which one changes:{ $schedule }
    Type all of it as the clinic says, beginning with /plan.
plan-disagrees =
    I read { $tablets } of { $strength } mg, which is { $total } mg, and you wrote { $mg } mg. { $whose ->
        [kept] Which does the clinic say?
       *[own] Which does your clinic say?
    }
    Nothing saved. Type it again as they say.
plan-disagrees-sum =
    The two do not agree: { $sum }, you wrote { $mg } mg. { $whose ->
        [kept] Which does the clinic say?
       *[own] Which does your clinic say?
    }
    Nothing saved. Type it again as they say.
plan-no-tablets = That would be no tablets at all, so I saved nothing. If the clinic stopped them, /pause is for that.
no-such-day = I cannot find that day in the calendar ahead, so I saved nothing.
new-medicine = Any new medicine?
no-new-medicine = Then that is all.
not-on-my-list = A medicine that is not on my list is not safe because of that. { $clinic }

schedule = { $words }, { $days } at { $times }. That is { $sum }{ $often ->
    [once] .
   *[often] , each time.
}
days = { $which ->
    [every] every day
    [other] every other day
    [d0] Mondays
    [d1] Tuesdays
    [d2] Wednesdays
    [d3] Thursdays
    [d4] Fridays
    [d5] Saturdays
   *[d6] Sundays
}
every-n-days = every { $count } days
only-on = { $days } on { $weekdays }

trouble-empty =
    Type what you take and when, as the label says, for example:
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
trouble-bad-every = That is more often, or farther apart, than I can keep. I saved nothing.
trouble-same-time = The same time is there twice. Type each time once, please.
trouble-hourly =
    I go by times of the day, not by hours in between. Type the times, for example:
    /plan 1 x 50 mg at 8am and 8pm
trouble-other-medicine = I only know azathioprine. I saved nothing; keep a list of your own for the others.
trouble-mg-disagree = The tablets and the mg do not agree, so I saved nothing. Type it again as the label says.
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

## Other times for some days

team-can-say = Your team or a pharmacist can say. { $card }
moving-times = Moving times: your team or a pharmacist can say. { $card }
shift-days = On which days? Choose, or type them, for example: mon to thu
this-week = This week
next-week = Next week
shift-times = { $often ->
    [once] At what time on those days?
   *[more] At which { $count } times on those days?
}
as-ever = { $times } as ever
shift-other = Other
shift-type-time = Type the time, for example: 4pm
shift-line = { $days }: { $times }
day-to-day = { $first } to { $last }
shift-back = from { $day } back to { $times }
shift-echo =
    { $lines }
    { $clinic }
    Is that what you want?
shift-change = Change
shift-as-ever = Then nothing changes: { $times }, as ever.
shift-quiet = Saved. Shall I be quiet from { $start } to { $end } on those days? Only the prompt you put there comes all the same.
shift-quiet-type = Type from when to when, for example: 10:00 to 15:00
shift-quiet-saved = Quiet from { $start } to { $end } on those days.
shift-no-quiet = Then no other quiet hours.
shift-end =
    Back to { $times } from { $day } on?
    { $next }
shift-over = Nothing changed. The other times hold until then, and from { $day } on all is as ever.

## Other places

zone-saved = I go by the clock of { $place }. It is { $time } there.
zone-echo =
    I would go by the clock of { $place }, where it is { $time } now.
    { $next }
    Is that right?
zone-unknown =
    I do not know the place "{ $words }". Type a big city near it, or continent and city, for example:
    /timezone Europe/London
zone-kept = Then I go on with the clock of { $place }.
which-zone = There are several clocks in "{ $words }": { $places }. Which place is nearest?
clock-agrees = That is what I go by: { $place }, { $time }.
travel-how =
    Tell me where to, and the days, for example:
    /travel New York 22 dec to 29 dec
journey-saved = { $span ->
    [both] From { $first } to { $last }: { $clock }
    [from] From { $first }: { $clock }
   *[until] Until { $last }: { $clock }
}
clock-of = { $place } time
clock-kept = { $place }, and I ask by { $home } time
travel-none = No journey is planned.
travel-off =
    The journey to { $place } is off.
    { $next }
cancel-it = Call it off
journey = { $place }, from now on
journey-from = { $place }, from { $first }
journey-until = { $place }, until { $last }
journey-both = { $place }, from { $first } to { $last }
move-how =
    { $journey }. How?
    { $clinic }
move-keep = Keep { $home } time: { $time } in { $place }
move-there = { $time } in { $place }
move-other-times = Other times
move-type-times = At what time in { $place }? Type it with am or pm, or like 08:00. If there are several, type them all.
move-twice =
    You will meet { $day } twice. { $stands }
    In { $there } the next one is { $day } as well. Which do you want?
    { $clinic }
move-noted = { $dose } in { $here } is noted.
move-not-met =
    On the way to { $there } you may not meet { $day } at all: the clock there is a day ahead. Which do you want?
    { $clinic }
move-way = { $way ->
    [again] If I ask about that day twice:
    [left_out] If that day is left out:
   *[moved] If each day comes once:
}
move-ask-again = Ask me on that one too
move-next = Next on { $when } { $place }
move-team-first = I ask my team first
move-unchanged = Nothing changed yet. I go on in { $here } time: next { $when } in { $place }. { $clinic }
move-echo =
    { $lines }
    Is that right?
move-numbers = In an emergency ring { $numbers }.
move-number = { $number } ({ $place })
move-number-unknown = I do not know the emergency number of { $places }: it is worth asking for there.
move-paused = { $journey }. It is still stopped, so I ask nothing yet.
move-replaces = This takes the place of what is saved: { $saved }.
move-left-out = { $day } is left out: you do not meet it.
and-so-on = and so on
planned = { $dose } { $place }
planned-also = { $dose } { $place } ({ $other } { $there })
move-leave-when = Which day do you leave? Type it, for example: friday
move-home-when = Back from which morning on? Choose, or type the day.
tomorrow-label = Tomorrow
event-clock = The clock of { $place }
event-home = Back to the clock of { $place } from { $day }
event-no-journey = The journey to { $place } is off

## Pauses

pause-why = Why shall I ask nothing for a while?
in-hospital = In hospital
team-told-me = My team told me to stop
pause-other = Other
pause-until = { $reason ->
    [hospital] Shall I stop asking while the ward gives the tablets?
   *[other] Shall I stop asking?
}
pause-until-later = { $reason ->
    [hospital] Shall I ask nothing from { $day } on, while the ward gives the tablets?
   *[other] Shall I ask nothing from { $day } on?
}
until-i-say = Until I say
until-a-date = Until a date
until-day = Until { $day }
pause-date = Until which day? On that day I ask whether to start again. Choose, or type it.
pause-told = Is that for today, or until they say?
pause-today = Just today
pause-until-they-say = Until they say
told-had = { $facts } That stays as it is, and nothing changed. To be asked nothing until they say, type /pause.
pause-reason = { $reason ->
    [hospital] in hospital
    [team] stopped by the team
   *[other] paused
}
paused =
    Stopped. The diary will say "{ $reason }", not "no answer".
    { $day }
pause-asks = On { $day } at { $time } I ask whether to start again.
pause-span = { $span ->
    [both] { $reason } from { $first } until { $last }
    [until] { $reason } until { $last }
   *[from] { $reason } from { $first }
}
pause-kept =
    Kept: { $pause }. From then on I ask nothing, and the diary will say "{ $reason }", not "no answer".
    { $asks }
    Until then all goes on. { $next }
pause-ahead = Kept: { $pause }. I ask nothing then.
pause-cancel = Cancel the pause
pause-planned = Planned: { $pause }
pause-off = Called off: { $pause }
pause-replaces = This takes the place of what was kept: { $pause }.
pause-called-off = Then I go on asking as planned. { $next }
paused-already = I ask nothing since { $day }: { $reason }.
rests-as-told = The plan rests since { $day }, as the team said.
paused-until = I ask nothing since { $day }, until { $until }: { $reason }.
go-on = Start again
what-holds = { $reason ->
    [hospital] Before I start again: what did the hospital say?
    [team] Before I start again: what did they say?
   *[other] Before I start again: what holds now?
}
from-day = { $days } from { $day }
short = { $sum } at { $times }
in-figures = { $sum }, { $days } at { $times }
same-as-before = Same as before
same-as-before-plain = Same as before: { $schedule }
changed-now = Changed
they-stopped-it = They stopped it
do-not-know-yet = Don't know yet
goes-on = Then I go on asking.
stays-paused = Then I ask nothing, as before.
stays-stopped = Then it stays stopped. I ask again on { $day } at 10:00. { $clinic }
plan-ended = Then I ask nothing more. The diary stays. If it starts again one day, /plan is the way.
no-other-times = No other times are set, so all goes on as planned.
welcome-home = Welcome back. Nothing was paused, so all goes on as planned.
not-paused = Nothing is paused. /plan shows what is planned.
not-this-pause = That question is an old one, so I changed nothing. /plan shows what holds.
event-goes-on = Goes on as before
event-stopped = Stopped for good, as told

## Asking

prompt = { $whose ->
    [kept] { $style ->
        [own] { $when }. { $usual }?
        [plain] { $called }, { $when }: azathioprine, { $amount }?
       *[private] { $called }, { $when }?
    }
   *[own] { $style ->
        [plain] { $when }. Your azathioprine: { $amount }?
        [own] { $when }. { $usual }?
       *[private] { $when }. Your usual?
    }
}
prompt-past = { $whose ->
    [kept] { $style ->
        [own] This was due at { $when }. { $usual }?
        [plain] This was due at { $when }. { $called }, azathioprine: { $amount }?
       *[private] This was due at { $when }. { $called }?
    }
   *[own] { $style ->
        [plain] This was due at { $when }. Your azathioprine: { $amount }?
        [own] This was due at { $when }. { $usual }?
       *[private] This was due at { $when }. Your usual?
    }
}
prompt-off = { $whose ->
    [kept] I was off from { $from } to { $until } and did not ask about { $called }, { $when }. If it was given, press the button, or write when.
   *[own] I was off from { $from } to { $until } and did not ask about { $when }. If you had it, press the button, or write when.
}
still-open = { $whose ->
    [kept] { $called }, { $when }: still open.
   *[own] { $when } is still open.
}
press-again = I could not hear you between { $from } and { $until }. If you tapped then, please tap again.
settled = { $whose ->
    [kept] { $called }, { $when }: { $stands }.
   *[own] { $when }: { $stands }.
}
still-open-last = { $whose ->
    [kept] { $called }, { $when }: still open. This is the last time I ask about it.
   *[own] { $when } is still open. This is the last time I ask about it.
}
repeat = Again, in case it did not reach you:
before-unanswered = { $whose ->
    [kept] { $called }: { $when } has no answer.
   *[own] { $when } has no answer.
}
before-off = { $whose ->
    [kept] { $called }: { $when } was not asked about: I was off, or could not reach you.
   *[own] { $when } was not asked about: I was off, or could not reach you.
}
did-not = { $whose ->
    [kept] Not given
   *[own] Didn't
}
do-not-know = Don't know
yesterday = { $whose ->
    [kept] yesterday { $time }
   *[own] Yesterday { $time }
}
today-at = { $whose ->
    [kept] today { $time }
   *[own] Today { $time }
}
yes = Yes
no = No
back-to = Back to { $when } from today.
still-waits = What I asked before still waits for your answer.

## Asking whether to go on

pause-check-hospital = Still in hospital since { $day }?
pause-check = I have asked nothing since { $day }, as you said. Is that still right?
pause-team = Did they say to start again?
pause-return = I was to ask on { $day } whether to start again. What holds from now on?
pause-return-ahead = You said until { $day }, which is tomorrow. What holds from then on?
silence = No answers since { $day }. Shall I go on asking? If nobody says, I do.
i-am-home = I'm home
pause = Pause

## Answering

done = { $whose ->
    [kept] Given
   *[own] { $style ->
        [plain] Taken
       *[private] Done
    }
}
later = Later
not-today = { $style ->
    [plain] Skip
   *[private] Not today
}
had-it = { $whose ->
    [kept] Given
   *[own] Had it
}
just-now = { $whose ->
    [kept] Given just now
   *[own] Had it just now
}
earlier = { $whose ->
    [kept] Given earlier
   *[own] Had it earlier
}
not-had = { $whose ->
    [kept] Not given
   *[own] Not had
}
not-had-today = { $whose ->
    [kept] Not given today
   *[own] Not had today
}
not-yet = Not yet
leave-it = Leave it
will-have-it-later = { $whose ->
    [kept] Will be given later
   *[own] Will have it later
}
another-time = Another time
time-not-known = Time not known
change = Change
it-was = It was { $time }
none-of-these = None of these
both = Both
in-minutes = In { $minutes } minutes
in-an-hour = In an hour
at-a-time = At a time
late-page = What the guide says about a late one
todays = Today's
yesterdays = Yesterday's
what-the-guide-says = What does the guide say?
felt-sick = Felt sick
told-to = Told to
none-left = None left

noted = { $whose ->
    [kept] Noted: given { $time }, for { $dose }.
   *[own] Noted, { $time }, for { $dose }.
}
noted-early = { $whose ->
    [kept] Noted: given { $time }, for { $dose }. I will not ask about that one.
   *[own] Noted, { $time }, for { $dose }. I will not ask about that one.
}
noted-no-time = { $whose ->
    [kept] Noted: given, for { $dose }, time not known.
   *[own] Noted for { $dose }, time not known.
}
noted-not-had = { $whose ->
    [kept] Noted: not given, { $dose }.
   *[own] Noted: not had, { $dose }.
}
noted-not-had-why = { $whose ->
    [kept] Noted: not given, { $reason }, { $dose }.
   *[own] Noted: not had, { $reason }, { $dose }.
}
want-to-say-why = { $noted } Want to say why?
no-reason = Then I leave it at that.
reason-sick = felt sick
reason-told = told to
reason-none-left = none left
already = { $dose } already says: { $stands }. Nothing changed.
already-then = That was { $dose }, which already says: { $stands }. Nothing changed. { $facts }
differs = Shall I change { $dose } from "{ $stands }" to "{ $new }"?
write-this = Shall I write down "{ $new }" for { $dose }?
changed = Changed: { $dose } now says { $stands }. The first entry is kept.
changed-open = Changed; the first entry is kept. { $dose } is open again until { $until }.
open-again = { $dose } is open again, until { $until }. I do not ask about it any more.
open-again-asks = { $dose } is open again. I ask at { $time }.
unchanged = Nothing changed.
too-old = { $dose } ended more than seven days ago, so I leave it as it is.
day-long-past = I can write down what was up to seven days ago, and that is longer. I wrote nothing down.
over = The time of { $dose } ended at { $until }, so I cannot ask about it again.
nothing-open = I wrote nothing down, because nothing is open. { $facts }
which = Which one? I have written nothing down yet.
which-of-both = Both? { $first } and { $second }. I have written nothing down yet.
which-time = When was that, for { $dose }? I have written nothing down yet.
which-forgotten = Which one? I have written nothing down.
had-for = { $time }, for { $dose }
stands-already = { $dose }, which says: { $stands }
cannot-say = I wrote nothing down. Whether to take one, your team or a pharmacist can say; I cannot. { $facts }
when-was-it = I wrote nothing down. { $time } does not belong to a dose that I know, or has not come yet. { $facts }
when-had = { $whose ->
    [kept] When was it given, for { $dose }? Type a time, for example 7:30.
   *[own] When did you have it, for { $dose }? Type a time, for example 7:30.
}
not-past = That time has not come yet, or is not near that one. I wrote nothing down. Type another time, for example 7:30.
time-wanted = I need a time of the day for that, for example 12:30.
when-to-ask = When shall I ask again about { $dose }?
ask-until = At what time shall I ask again about { $dose }? Type it, for example 12:30.
asks-later = I ask again at { $time }.
later-spent = I have asked three times about { $dose }, and that is my most. It stays open until { $until }.
later-past = That would be after { $until }, when { $dose } ends. It stays open until then.
do-you-mean = I wrote nothing down. What shall I write for { $dose }?
ask-nod = Was that about { $dose }? I wrote nothing down yet.
ask-lack = { $whose ->
    [kept] I wrote nothing down yet. Is { $dose } left out, or not given yet?
   *[own] I wrote nothing down yet. Is { $dose } left out, or not had yet?
}
wrote-nothing = I wrote nothing down. { $facts }
facts-dose = { $dose }: { $stands }.
facts-none = There is no plan yet.
change-what = { $dose } says: { $stands }. What shall it say?
left-unknown = Then { $dose } stays without an answer.
asked-yes = Yes. { $facts }
only-about = { $whose ->
    [kept] I keep the diary of { $patient }, and of nobody else.
   *[own] I keep your diary here, and of nobody else.
}
not-kept = { $whose ->
    [kept] I keep the diary of { $patient } here, and of nobody else, so I wrote nothing down. { $facts }
   *[own] I keep your own diary here, and of nobody else, so I wrote nothing down. { $facts }
}
nothing-noted = I wrote nothing down, because I do not know which one that is about. /log shows what is written down; Change stands under each answer.
edit-seen = You changed a message. I go by what it said first, and changed nothing.
move-day = { $dose } says "{ $stands }". Shall I take that back, and write it down for { $other } instead, time not known?
take-back = { $dose } says "{ $stands }". Shall I take that back? The other one stays as it is: { $facts }
which-amount = I wrote nothing down yet. What shall I note for { $dose }? "{ $words }" will stand beside it.
noted-beside = Noted for { $dose }: { $stands }.
only-english = I read English only so far, and wrote nothing down.
only-words = I can only read words and buttons. I kept nothing of that.
only-own-words = A message that was passed on is no answer to me, so I wrote nothing down. Your own words are.
group-first = I do not work in this group. Please write to me in a chat of your own first. I leave this group in ten minutes.
nod = All right. Nothing is open.

stands = { $state ->
    [taken] { $whose ->
        [kept] given { $time }
       *[own] had it { $time }
    }
    [taken-no-time] { $whose ->
        [kept] given, time not known
       *[own] had it, time not known
    }
    [not-had] { $whose ->
        [kept] not given
       *[own] not had
    }
    [unanswered] no answer
    [off] not asked, azalea was off or could not reach you
    [paused] paused, not asked
    [paused-hospital] in hospital, not asked
    [paused-team] stopped by the team, not asked
    [open] open, no answer yet
    [before] before set-up, nothing noted
   *[to-come] to come
}
stands-why = { $stands }, { $reason }
stands-by = { $stands }, says { $name }
said-on = { $stands } (said on { $day })
first-said = { $stands } (first: { $first }, changed { $when })
placed = { $time } ({ $place })

today = Today, { $day }:
today-none = Nothing is planned for today, { $day }.
log = Your log, newest first:
log-empty = Nothing is written down yet.
line = - { $what }: { $stands }
told-parked = for your clinic: { $words }
told-asked = asked at the clinic: { $words }
told-dropped = no longer for your clinic: { $words }

write-words = Write "{ $words }" in the diary? Nobody reads this.
write-event = Shall I write down "{ $words }"? Nobody reads this.
write-test = I keep no dates of blood tests; /tests begins with them. Shall I write "{ $words }" in the diary? Nobody reads this.
written-down = Written down, { $time }. Nobody reads this. { $hushed }
not-written = Then I write nothing down.
not-written-asks = Then I write nothing down, and ask about { $dose } as before.
ask-note = What shall I write down?
ask-symptom = What is it? Type it in your own words.
sick-after = sick after, { $day }
more-than-planned = more than planned, { $day }
hushed = { $dose } will not be asked for again.
hushed-now = I do not ask about { $dose } for now.
clinic-can-say = What to do, I cannot say. Who can: { $clinic }.
other-medicine = I only know azathioprine, so I wrote nothing down. Please keep a list of your own for the others.

## The guide

from-guide = From the guide: { $title }
sources = Sources, compared with this on { $checked }:
source = - { $name }
more-sources = - and { $count } more
source-in-full = - { $name }, { $url }
no-clinician = Not yet read by a clinician.
clinician = Read by { $name } on { $day }.
guide-shelf = From the guide. Which one?
guide-close = From the guide. Which of these do you mean?
guide-none = The guide has nothing on that. Your team or a pharmacist may know. I can keep it for your next visit; nobody there reads this chat.
guide-no-nearer = Then I have found nothing nearer. Other words may help, or I keep the question for your next visit; nobody there reads this chat.
guide-more = From the guide. These lie nearest:
how-to-ask =
    Ask in your own words, as you would ask a person. For example: can i drink wine

    With /ask in front it is always a question for the guide: /ask hair. Or choose where to look:
shelf = { $name ->
    [about] The tablets
    [benefits] What it may do for you
    [bloodtests] Blood tests
    [howitworks] How it works
    [interactions] Food, drink, other medicines
    [missed] Late, left out, running out
    [pregnancy] Pregnancy and family
    [sideeffects] Side effects
    [stories] Other people's stories
    [tips] Tips for the day
    [urgent] When it is urgent
    [vaccines] Vaccines
   *[other] { $name }
}
further = More of these
in-short = From the guide, in short: { $title }
whole-page = The whole page
not-what-i-asked = Not what I asked
more-on-this = More on this
keep-for-clinic = Keep it for my clinic
all-topics = What the guide has
write-it-down = Write it down
only-your-team = Only your team can say what yours means. Who can be asked: { $line }.
amount-asked =
    I never work out a dose, and I cannot say whether one is too much or too little. { $plan }

    Only your team can say. Who can be asked: { $line }.
tip = A tip, for when you have a minute.
another-tip = Another
tips-none = You have seen all the tips there are. From { $day } on I show them again. "/tips" and a word looks for one: /tips travel

kept-for-clinic = { $also ->
    [yes] Also kept
   *[no] Kept
} for your clinic, { $time }. /parked shows the list. Nobody reads this.
parked =
    Kept for your clinic:
    { $listed }
    { $further }
parked-line = - { $day }: { $words }
parked-more = - and { $count } more
parked-one = Kept on { $day }: { $words }
parked-ask = Type your question as you would ask it there. I keep it on the list.
parked-none = Nothing is kept for your clinic. "ask them:" and a question keeps one.
parked-cleared = The list is empty now. The diary still has what was on it.
parked-asked = Ticked off. "note:" and your words write down what they said.
parked-dropped = It is off the list.
asked-it = Asked it
off-the-list = Take it off the list
clear-the-list = Clear the list
urgent-now =
    Ring { $emergency } now if someone

    - cannot breathe well, or has a swollen face, lips or tongue
    - has collapsed, or is confused and clammy
    - bleeds and it will not stop, or has black stools
    - has sudden, severe pain high in the tummy
    - is suddenly weak on one side, or cannot speak or see as before
    - has a rash that blisters or peels, with a fever
    - swallowed tablets that were not theirs, or a large number
urgent-home = Where you live, in { $place }, that is { $emergency }.
urgent-team = Otherwise ring your team today. When they are closed, { $advice }.
urgent-clinic = Otherwise ring your team today: { $card }. When they are closed, { $advice }.
urgent-clinic-closed = Otherwise ring your team today: { $card }. When they are closed: { $closed }. If nobody answers there, { $advice }.
urgent-nobody = Nobody reads this chat.
urgent-crisis =
    That sounds very hard. No person reads this chat, but someone can listen to you now:

    - { $crisis }
    - if a life is in danger, ring { $emergency }
urgent-overdose =
    Ring { $emergency } now, even if there are no signs yet. Say what was taken, how many and when.
urgent-poison = The poison line can help as well: { $poison }.
urgent-listen = If you want someone to talk to: { $crisis }. No person reads this chat.
urgent-crisis-home = Where you live, in { $place }: { $crisis }. The emergency number there is { $emergency }.
urgent-someone = If someone is near, ask them to stay with you.
your-team = your team or a pharmacist
clinic-line = { $card }
clinic-line-closed = { $card }; when they are closed: { $closed }
late-facts = Last noted: { $last }{ $today } Next planned: { $next }.
late-last = { $dose }, { $stands }.
late-none = nothing.
late-ask = I cannot say whether to take it now. Who can: { $team }.
had-it-now = I've had it now
leaving-it-out = I'm leaving it out

## Settings, help, leaving

help =
    I ask at the times you choose, write down what you answer, and show short pieces of a guide.
    Nobody reads this chat. In an emergency ring { $emergency }.
    Worth remembering: /today, /log, /ask, /help. You can also just ask.
help-more = Everything else. You can also just say it in your own words.
begin = Begin
today-label = Today
my-plan = My plan
settings-label = Settings
when-to-ring = When to ring
more = More
my-tests = Blood tests
my-values = Test values
my-chart = A picture of the values
my-summary = For an appointment
my-baseline = Tests from before the start
my-log = My log
side-effects = Side effects
ask-the-guide = Ask the guide
a-tip = A tip
kept-questions = Kept for my clinic
my-appointments = Appointments
my-supply = Day to reorder
write-a-note = Write a note
write-a-symptom = Write down a symptom
a-journey = A journey
a-pause = A pause
who-can-see = Who can see this
stop-or-delete = Stop, or delete
who-sees =
    I am azalea, a program. I am no doctor and no clinic, and no person reads along.

    You see what is written here. I show it to nobody else. { $whose ->
        [kept] There is no account for { $patient }, who sees nothing.
       *[own] {""}
    }

    Whoever runs me on this computer holds the file with the keys. They could read what you wrote, change it, or delete it. I cannot see whether they do.
who-sees-stranger = I am azalea, a program. I am no doctor and no clinic, and no person reads along. I have written down nothing of yours yet.
pass-on = I cannot pass anything on. Nobody at your clinic sees this chat. Who can be asked: { $line }.
pass-on-clinic = I cannot pass anything on. Nobody at { $clinic } sees this chat. Their line: { $line }.

settings =
    How it is set now:
    - How I write: { $style ->
        [own] your own words, { $usual }
        [plain] plain words
       *[private] private words
    }
    - Quiet hours: { $quiet }
    - Clinic: { $clinic }
    - Country, { $country }. In an emergency: { $emergency }
    - Clock: { $place }, { $time } now
not-set = not told yet
no-quiet-hours = none
by-your-clock = by your clock
country-chosen = as you said
emergency-in = { $number } ({ $country })
hours = { $start } to { $end }
how-i-write = How I write
clinic = Clinic
country = Country
clock-and-place = Clock and place
the-plan = Plan
ask-quiet = When shall I be quiet? Choose, or type it, for example: 22 to 7. A reminder that you chose still comes at its own time. What follows it waits.
ask-quiet-which = Which of these do you mean?
none = None
quiet-saved = Quiet from { $hours }. A reminder that you chose still comes at its own time. What follows it waits.
quiet-off = No quiet hours.
quiet-equal = Quiet hours begin and end at different times. Which are they?
quiet-not-read = I cannot read "{ $words }" as hours. Type it like this: 22 to 7
ask-clinic = Whom do you ring at your clinic? Type it in one line, for example: St Anne's, 020 7946 0000, Mon to Fri 9 to 5, closed: 111. The name and the number are enough.
ask-clinic-number = What is the phone number of { $clinic }?
leave-out = Leave out
clinic-number-short = A number to ring has at least three digits. What is it?
clinic-none = Then I keep no clinic card. Without a number it helps nobody.
clinic-card =
    Your clinic card:
    { $card }
clinic-saved =
    Saved, as you typed it:
    { $card }
clinic-removed = The clinic card is gone.
clinic-after = When closed: { $number }
remove = Remove
ask-country = Which country do you live in? For an emergency I show { $emergency } now. Choose, or type another.
by-my-clock = By my clock
country-not-read = I do not know a country called "{ $words }". Choose, or type it in English.
country-saved = Saved. In an emergency: { $emergency }.
country-of-clock = Then I go by your clock. In an emergency: { $emergency }.
country-unknown = I have no numbers for "{ $words }" yet. I show those of several places instead: { $emergency }.
voice-saved = From now on I write { $style ->
    [own] in your own words: 08:00. { $usual }?
    [plain] in plain words.
   *[private] in private words: 08:00. Your usual?
}

stop-what = What shall stop?
stop-for-now = Stop asking for now
clinic-stopped = My clinic stopped it
delete-everything = Delete everything
carry-on = Carry on
ended = Then I ask nothing more about { $whose ->
    [kept] { $patient }'s tablets.
   *[own] your tablets.
} The diary stays. /plan begins anew, and /stop deletes.
delete-question =
    Want a copy first?

    What goes: { $whose ->
        [kept] { $patient }'s plan and diary, the notes, and all that I know of you both.
       *[own] your plan, your diary, your notes, and all else that I know of you.
    }

    What stays: this chat, where you read it, until you clear it. Copies of the folder that somebody made can no longer be read for you. For that, old copies of the file with the keys have to go too.

    Type "delete" to go on.
delete-word = Type "delete" to go on. Anything else deletes nothing.
delete-copied = Here is the copy: one file to read, and one for other programs. Type "delete" to go on. Anything else deletes nothing.
not-deleted = I deleted nothing. All stays as it was.
deleted = Deleted. This is the last message.
privacy =
    What I keep: the name of this account, how and when I write to you, the clinic card, your clock and place, which tips you saw. Then { $whose ->
        [kept] { $patient }'s plan, and the diary
       *[own] your plan, and the diary
    } with every answer and note.

    For how long: until you delete it. What you type is wiped once I have answered, after a day at most.

    Who can see it: you, and whoever runs me on this computer. All of it is locked, and the keys are in a file of their own. Whoever runs me holds that file. They could read all of it, change it, or delete it. I send nothing to your clinic, or to anyone else.
privacy-stranger = I have written down nothing of yours yet, but that this account wrote to me. What I would keep, I say before you agree: /start
run-by = I am run by { $operator }: { $contact }. { $privacy }
copy-of-data = A copy of my data
copied = Here is the copy: one file to read, and one for other programs. Whoever gets hold of them can read them.
died = I am sorry. I have stopped everything for { $patient }. Nothing more will be sent about { $patient }, to anyone.
died-whose = I am sorry. Is it { $patient }?
died-other = I am sorry. Nothing changes here unless you say so.
stop-asking = Stop asking
stop = Stop
keep-the-diary = Keep the diary
delete-it = Delete it
diary-kept = The diary of { $patient } stays. /log shows it, /privacy gives you a copy, and /stop deletes it.

copy-head =
    What azalea keeps of { $name }. Told by you, not a medical record.
    Made on { $at }. Times are on the clock of { $zone }, unless a line names another.
copy-settings = Settings
copy-plan = Plan
copy-tests = Blood tests
copy-test = - { $day }: { $stands }
copy-visits-called = - An appointment is called: { $what }
copy-occasions = Dates
copy-occasion = - { $what ->
    [appointment] appointment
    [reorder] day to reorder
   *[tip] tip of the week
} { $day }{ $at }{ $title }{ $every ->
    [once] {""}
   *[other] , every { $every } days
}{ $state ->
    [over] , over
    [off] , off
   *[open] {""}
}
copy-tests-called = - A blood test is called: { $what }
copy-diary = Diary, in the order in which it was written
copy-voice = - How azalea writes: { $style ->
    [own] own words, { $usual }
    [plain] plain words
   *[private] private words
}
copy-patient = - Whose medicine it is: { $what }
copy-quiet = - Quiet hours: { $what }
copy-clinic = - Clinic: { $what }
copy-country = - Country: { $what }
copy-home = - Clock: { $what }
copy-move = - Clock of { $zone } from { $day }
copy-tip = - A tip was shown on { $day }: { $topic }
copy-consent = - Agreed on { $at }, to text { $version }
copy-version = - From { $day }: { $schedule }
copy-override = - From { $day } until { $until }: { $schedule }
copy-pause = - Paused from { $since }{ $ended ->
    [none] , and it goes on
   *[other] {" "}until { $ended }
}: { $reason ->
    [hospital] in hospital
    [team] told to stop by the team
   *[other] no reason given
}
copy-entry = - { $dose }: { $stands }{ $why }. By { $by }, { $at }
copy-correction = - { $dose }: changed to { $stands }{ $why }. By { $by }, { $at }
copy-why = {" "}({ $reason })
copy-event = - { $day }, { $kind ->
    [note] note
    [symptom] symptom
    [sick_after] sick after it
    [too_much] more than planned
    [plan] change of plan
    [test] blood tests
    [result] values as typed
    [appointment] appointment
    [reorder] supply
    [baseline] tests from before the start
    [asked] asked at the clinic
    [dropped] no longer a question for the clinic
   *[parked] question for the clinic
}, by { $by }, { $at }: { $text }
copy-by-azalea = azalea

## Appointments, days to reorder, a tip a week

appointment-called = Appointment
appointment-of = { $patient }: { $called }
appointment-tomorrow = { $called }. Tomorrow{ $at }.
appointment-list =
    Your list:
    { $listed }
appointment-after = { $called } of { $date }: what did they say? If you type it here, I write it down as your own note.
nothing-new = Nothing new
next-appointment = Next appointment
plan-changed = Plan changed
dates-changed = { $style ->
    [plain] Tests changed
   *[private] Dates changed
}
my-list = My list
summary-label = Summary
add-a-question = Add
move-it = Move
it-is-off = It is off
new-appointment = Another one
own-word = My own word
appointments-none = When is it? Type the day, the time and with whom, such as: 3 feb 14:30 dr shah
appointments =
    Your appointments, as you told me:
    { $listed }
appointment-line = - { $when }
appointment-open = - Appointment: { $when }
appointment-when = { $day }, { $title }
appointment-kept = Kept: { $when }. { $next ->
    [tomorrow] I show your list the evening before, and ask afterwards what they said.
    [after] I ask afterwards what they said.
   *[none] {""}
} { $word ->
    [yes] What may I call it on a locked phone?
   *[no] {""}
}
appointment-word = What may I call it on a locked phone? Type up to 30 letters.
appointment-word-saved = On a locked phone I call it: { $called }.
appointment-not-read = I could not read a day in "{ $words }", so I kept nothing. Type it such as: 3 feb 14:30 dr shah
appointment-past = That day is past, so I kept nothing. Type the day again, with the year where it is another.
appointment-already = That one is kept already: { $when }. Nothing changed.
appointment-many = I keep up to { $most } appointments at once. Take one off the list first.
appointment-move-to = { $when }: to which day and time? Type them, such as: 9 feb 10:00
appointment-moved = Moved, from { $from } to { $to }. Your clinic does not see this.
appointment-which = Which one?
keep-it = Keep { $when }
appointment-ask = Shall I keep this as an appointment: { $when }?
appointment-off = Is this one off: { $when }?
appointment-is-off = It is off the list: { $when }. Your clinic does not see this.
appointment-over = Noted.
appointment-written = Written down { $time }, as your own note. Did anything change?
event-appointment = { $when }
event-appointment-moved = moved from { $from } to { $to }
event-appointment-off = off: { $when }
event-appointment-over = { $when }: { $what ->
    [plan] the plan changed
    [tests] the tests changed
    [note] a note was written
   *[nothing] nothing new
}
reorder-today = { $day }: your day to reorder.
reorder-when = When shall I say so? Some surgeries give no new supply until the blood tests are up to date, as the guide says. Type a day, or how often, such as: every 28 days from 20 feb
reorder-every-28 = Every 28 days, a week before
reorder-a-date = A date
reorder-lasts = Until which day will these tablets last? I say it a week before that day, and every 28 days from then on.
reorder-date = On which day shall I say it? Type it, such as: 20 feb
reorder-first = From which day on? Type it, such as: 20 feb
reorder-one = One day is enough, or how often. Type it such as: every 28 days from 20 feb
reorder-not-read = I could not read a day in "{ $words }", so I kept nothing. Type it such as: every 28 days from 20 feb
reorder-read-back =
    To reorder: { $rule }. The next days:
    { $days }
    Is that right?
reorder-read-back-once = To reorder: { $rule }. Is that right?
to-reorder = To reorder
reorder-rule = { $every ->
    [once] on { $day }
   *[other] every { $every } days from { $day }
}
reorder-ordered = Ordered
reorder-offer = When you have them, "got them" tells me.
reorder-remind = Remind me to reorder
got-them = Noted. I go on asking as before.
event-got = there are tablets again
reorder-saved = Kept. I say it that morning, or on the next one if something else comes up, and once more some days later if I hear nothing.
reorder-kept = Your day to reorder: { $rule }.
reorder-end = Shall I say no more of reordering?
reorder-ended = Then I say no more of reordering.
reorder-tomorrow = I say it again tomorrow.
reorder-already = That is noted already. { $next ->
    [none] {""}
   *[other] The next day to reorder is { $next }.
}
reordered = { $next ->
    [none] Noted.
   *[other] Noted. The next day to reorder is { $next }.
}
stop-reminding = No more of this
event-reorder = day to reorder: { $how }
event-reorder-off = day to reorder: none any more
event-reordered = reordered
tip-waits = Something small to try, when you have a minute.
show-it = Show it
no-more-tips = No more of these
one-a-week = One a week
weekly-on = One a week from { $day } on, on a day on which I say nothing else. The line I send names nothing; a tap shows the tip.
weekly-off = Then I send none unasked. "/tips" shows one at any time.
the-pause = The pause

## Menus and descriptions: whoever looks at a phone may see them

menu-today = What is due today, and what is written down
menu-tests = My dates
menu-log = The last days
menu-ask = Ask a question
menu-sideeffects = Read about side effects
menu-tips = Something to try
menu-help = What I can do
description =
    I ask at the times you choose, write down what you answer, and show it when you ask.
    Nobody reads this chat. Press Start to begin.
description-short = I ask at the times you choose, and write down what you answer.

## Everything else

unclear = I did not understand that, and wrote nothing down. These work: took it, /today, /help. Nobody reads this chat: in an emergency ring { $emergency }.
unknown-command = I do not know the command /{ $name }. /help shows what I understand.
no-such-choice = There is no choice "{ $mark }" under my last message. I wrote nothing down.
which-choice = Yes to which? I wrote nothing down. The number or letter of a choice says it.
not-yours = You cannot note for that plan. Nothing changed.
button-gone = That button no longer fits. Nothing changed.
too-long = That was too long for me to read, and I wrote nothing down. Please say it shorter.
put-aside = Something went wrong here, and I could not act on your last message. I wrote nothing down. Please send it again.

## Blood tests

test-called = { $style ->
    [plain] Blood test
   *[private] Your date
}
your-date = Your date
test-of = { $patient }: { $test }
test-arranged = { $test }, { $day }. Arranged?
test-tomorrow = { $test } tomorrow.
test-today = { $test } today.
test-done = { $test } of { $date }: was it done?
test-result = { $test } of { $date }: anything back?
test-heard = { $test } of { $date }: heard from them?
test-was-done = It was done
other-date = Other date
not-going = Not going
type-it = Type it
not-sent = They don't send them
no-results-sent = My clinic doesn't send results
new-dates = New dates
ask-clinic-first = Ask my clinic first
extra-test = An extra one
the-one-of = The one of { $day }

tests-none =
    I keep no dates of blood tests yet. Which did your clinic give you?

    Type the dates, such as: 15 dec, 29 dec, 26 jan. Or how often: every 2 weeks x 3, then every 12 weeks, next 15 dec.
tests-new =
    Type the new dates, such as: 15 dec, 29 dec, 26 jan. Or how often: every 2 weeks x 3, then every 12 weeks, next 15 dec.

    They take the place of those that are still to come.
test-dates = Blood-test dates
test-open = - Blood test of { $day }: { $stands }
tests-changed = Did they also change the blood tests?
tests-count-anew =
    Your blood tests are counted from the last change of dose. Counted from { $since }, the next would be { $would }. { $stands ->
        [none] Shall I count them anew?
       *[day] It stands at { $stands }. Shall I count them anew?
    }
tests-counted-anew = Counted from { $since }. The next is { $day }.
i-will-ask = I'll ask
question-tests = Should the dates of the blood tests change?
tests-stay = The dates of your blood tests stay as they are; the next is { $day }.
tests-stay-none = Then nothing else changes.
tests-rest-too = Stop the blood-test dates too?
tests-rest = Then I ask nothing about the blood tests either, from { $day } on. They stay in the list of /tests, and when the tablets go on I ask whether the dates are the same.
tests-resting = { $until ->
    [open] They rest since { $day }: I ask nothing about them.
   *[day] They rest since { $day }: I ask about them again from { $until } on.
}
test-rests = , resting
tests-ask-again = Ask about them again
tests-asked-again = Then I ask about the blood tests again.
dates-the-same = Blood-test dates: the same?
dates-same = Same
clinics-own = Your clinic's own: { $title }
published-plans = What published plans say
tests-published = These are published for others to follow. None is meant for you alone. Which one did your clinic give you?
tests-anchor =
    { $title }. { $note }

    Source: { $sources }, compared with this on { $checked }.

    { $anchor ->
        [change] When was the dose last changed, or the tablets begun? Type the date.
        [draw] When was the last blood test? Type the date.
       *[start] When were the tablets begun? Type the date.
    }
tests-given =
    Your blood tests, as your clinic gave them:
    { $days }

    I ask before each whether it is arranged, and after it whether anything is back.
tests-counted =
    Your blood tests, { $rule }, counted from { $begun }:
    { $days }

    I ask before each whether it is arranged, and after it whether anything is back.
tests-from-last = They are counted from the one before. If one is early or late, I ask before I move the next.
tests-list =
    Your blood tests:
    { $days }
test-line = - { $day }: { $stands }
test-phase = { $last ->
    [yes] { $every }
   *[no] { $every }, { $times } times
}
test-every = { $weeks ->
    [none] every { $days } days
    [1] every week ({ $days } days)
   *[other] every { $weeks } weeks ({ $days } days)
}
test-stands = { $state ->
    [arranged] arranged
    [not_going] not going
    [drawn] done { $day }, nothing back yet
    [typed] done { $day }, values written down, clinic not heard yet
    [heard] done { $day }, heard from the clinic
    [not_heard] done { $day }, not heard from the clinic
    [done] done { $day }
   *[planned] not done yet
}
test-moved-from = , first planned for { $day }
tests-first = When is the next one? Type its date.
tests-ended = I keep no dates of blood tests any more. What was noted stays in the diary.
tests-word = What may I call it on a locked phone? Type up to 30 letters, or choose.
name-tells = That would tell what it is, on a locked phone. Type another name, or choose.
tests-end = Shall I keep no dates of blood tests any more? What was noted stays in the diary.
tests-instead =
    There are dates already. New are:
    { $days }

    Shall I keep them as well, or in the place of those that are still to come?
tests-rule-instead =
    There are dates already. New are:
    { $days }

    Shall I keep them in the place of those that are still to come?
as-well = As well
in-their-place = In their place
tests-added =
    Added to your blood tests:
    { $days }
tests-word-saved = On a locked phone I call it: { $test }.
name-long = That is too long for a locked phone, or empty. Type 1 to { $most } letters.
tests-over = The last date of that plan is past by now, so I kept none. Type those that your clinic gives you next.
tests-past = One of those dates is past this year, so I kept none. Type those that are still to come, with the year where it is another.
tests-far = That is more than two years ahead, so I changed nothing. Type the date again.
tests-many = I keep up to { $most } dates at once. Type the next ones, or how often.
tests-either = That can be two different days, so I wrote nothing down. Type the day and the month in letters, such as: 15 dec.
tests-weekday = One of those dates is on another weekday, so I kept none. Look once more what your clinic gave you, and type the dates again.
tests-no-such = The calendar has no such day, so I wrote nothing down. Type the dates again.
tests-rule = I could not put that together. Type each part with how many times, such as: every 2 weeks x 3, then every 12 weeks.
tests-not-read = I could not read dates in "{ $words }", so I kept none. Type them such as: 15 dec, 29 dec.

test-next = { $how ->
    [given] The next is { $day }, the date your clinic gave.
    [moved] The next is { $day }, the date you moved it to.
   *[counted] The next is { $day }, by the plan you gave me.
}
test-next-none = I keep no other date.
test-noted-done = Noted: done { $day }. { $next } { $result }
test-asks-result = I ask about the result on { $day }.
test-noted-arranged = Noted: { $day } is arranged. { $again ->
    [yes] I say it once more the day before.
   *[no] {""}
}
test-noted-not-yet = { $again ->
    [yes] Then I say it once more the day before { $day }.
   *[no] Then { $day } stays open.
} To arrange it, ring { $clinic }.
test-move-to = Move it from { $day } to which date? Type it, or choose.
test-moved = Moved, from { $from } to { $to }. Your clinic does not see this. To tell them, ring { $clinic }. The later dates stay.
test-stays-open = Then { $day } stays open. When it is to be, or that you are not going, you can say here.
test-booked = Shall I move the one of { $from } to { $to }?
test-noted-not-going = Noted: not going on { $day }. Your clinic does not see this. To tell them, ring { $clinic }. { $next }
test-asks-clinic = It stays { $day } until you tell me another date. To ask, ring { $clinic }.
test-again-on = I ask once more on { $day }.
test-no-more = I will not ask again about this one.
test-no-results = Then I ask no more about results. What your clinic tells you can be written down at any time.
test-heard-yes = Noted: heard from them.
test-heard-no = To ask them, ring { $clinic }. It stays noted as not heard. I will not ask again about this one.
test-already = That is noted already: done { $day }. Nothing changed.
test-other-day = That is noted as done { $from }. Shall I change the day to { $to }?
test-which-one = Which of them? I wrote nothing down yet.
test-which = Done { $day }: which one is that?
test-book = I keep no other date. Shall I keep { $day }?
test-change = { $day } says: { $stands }. What holds?
test-count-on = Counted from { $drawn }, the next would be { $would }. It stands at { $stands }. Shall I move it?
test-counted-on = Moved. The next is { $day }.
test-gone = That test is not kept here any more. Nothing changed.
test-when = The next blood test: { $day }, { $stands }.
done-which-order = The tablets, or the order?
the-order = The order
done-which = The tablets, or the blood test of { $day }?
the-tablets = The tablets
the-blood-test = The blood test
test-future = That day is still to come, so I noted nothing. Tell me when it is done.

event-tests = blood tests: { $days }
event-tests-anew = blood tests counted from { $day }, the change of dose
event-tests-rest = nothing asked about blood tests from { $day } on
event-tests-asked = blood tests asked about again from { $day } on
event-tests-off = dates of blood tests no longer kept
event-test = blood test of { $day }: { $stands }
event-test-moved = blood test moved from { $from } to { $to }

## Values of blood tests

value = { $name } { $value } { $unit }
value-range = { $value }, printed range { $range }
range-ends = { $low } to { $high }
value-no-unit = { $value } ({ $unit }?)
values-right =
    I read, of { $day }:
    { $values }

    Is that what is printed?
value-doubted = { $name } { $value }: is that what is printed?
value-unit = { $name } { $value }: which unit is printed?
value-no-number = Which number is printed for { $words }? Type it.
value-not-a-number = I cannot read "{ $words }" as a value. Type it as it is printed, such as: ALT 31.
value-negative = "{ $words }" is below nothing. Type it as it is printed.
value-too-long = "{ $words }" has more digits than a report prints. Type it as it is printed.
value-thousands = "{ $words }" can be read in two ways, as one or as a thousand. Type it as it is printed, without dots or spaces for thousands.
value-two-numbers = I see two numbers in "{ $words }". Which one is it? Type it alone.
value-two-units = I see two units in "{ $words }". Type the value with the one that is printed.
value-unknown-unit = I do not know the unit in "{ $words }". Type the value with its unit as it is printed.
value-unknown-test = I do not know the test in "{ $words }". A note keeps it: /note and your words.
value-twice = I see two values for one test in "{ $words }". Type the one that counts.
another-unit = Another unit
not-printed = None is printed
mistyped = I mistyped
leave-this-out = Leave it out
values-ask = Type the values as they are printed, such as: WBC 5.2, ALT 28, creatinine 80 umol/L.
values-still = Still to confirm:
values-which-day = Of which day are they? Type the day, such as: 28 nov.
values-wrong = Which one is wrong? Choose it, or type it as it is printed.
all-of-them = All of them
value-or-choice = To choose, type a letter. If that number is what is printed, type the name with it, such as: ALT 31.
value-range-order = The lower number of a range comes first. Type the value in "{ $words }" again, as it is printed.
values-left-out = Then I wrote nothing down.
values-written =
    Of { $day }:
    { $values }

    Written down as you typed it. I cannot tell what it means. Have you heard from your clinic about it?
heard-not-yet = To ask them, ring { $clinic }. { $again }
heard-later = I ask once more on { $day }.
values-list =
    Values as you typed them, the last of each test. Only your team can say what they mean.
    { $values }
value-line = - { $value } ({ $day }){ $before }
value-before = { "," } before: { $value } ({ $day })
value-in = = { $value } { $unit }
value-change = Shall I change { $name } of { $day } from { $from } to { $to }?
range-kept =
    Written down as you typed it, { $day }:
    - { $value }
value-which = Which test is that of? Type its name with it, such as: ALT 30.
range-order = The lower number of a range comes first, so I wrote nothing down. Type it as it is printed, such as: range 4-11.
range-which = Which test is that range of? Type its name with it, such as: ALT range 10-50.
range-no-value = I have no value of that test to write a range beside.
range-other-unit = That is another unit than the value has, so I changed nothing. Type the range that is printed beside it.
value-changed = Changed; the first entry is kept.
event-result = of { $day }: { $values }
value-out = Take { $values } of { $day } out?
value-out-which = Which one? Type its name, such as: remove the ALT.
value-taken-out = Taken out; the first entry is kept.
value-none = I have no value of that test.
event-values-out = taken out, of { $day }: { $values }
value-same = That is what is written down already. Nothing changed.

## Charts: the words in a picture

chart = { $left ->
    [none] Values as you typed them. Only your team can say what they mean.
   *[other] Values as you typed them. Only your team can say what they mean. { $left } more tests have values; /chart and a name shows one.
}
chart-alt = { $panels }
chart-panel = { $name }{ $unit ->
    [none] { "" }
   *[other] , { $unit }
}: { $points }
chart-point = { $value } ({ $day })
chart-none = There are no values to draw yet. Type them as they are printed, such as: WBC 5.2, ALT 28.
chart-unknown = I do not know a test called "{ $words }". /results shows those of which there are values.
chart-changed = dose changed
chart-range = range on the report

## For an appointment

summary-head = Told by you, not a medical record.{ $whose ->
    [kept] {" "}It is about { $patient }.
   *[own] {""}
}
summary-made = { $name }, made on { $at }. Times are on the clock of { $zone }, unless a line names another.
summary-doses = { $days }: { $number } planned
summary-no-doses = { $days }: nothing was planned.
summary-item = - { $what }
summary-count = { $number } { $became ->
    [had] had
    [not_had] not had
    [ran_out] ran out
    [hospital] in hospital
    [team] stopped by the team
    [paused] paused
    [unanswered] no answer
    [off] not asked, azalea was off or could not reach you
   *[open] still open
}
summary-beside = { $what } ({ $stretches })
summary-stretch = { $days }, { $words }
summary-days = { $first } to { $last }
summary-amounts = Other amount than planned: { $stretches }
summary-cut = and { $count } more in the file
summary-more = - and { $count } more in the file
summary-plan = Plan:
summary-from = from { $day }: { $plan }
summary-by = { $plan }, told by { $name }
summary-asks-none = I ask about no doses now
summary-appointments = Appointments:
summary-tests = Blood tests:
summary-values = Values as typed:
summary-diary = Diary:
summary-questions = Questions:
summary-baseline = From before the start:
summary-longer = Longer
summary-as-file = As a file
summary-filed = Here it is as a file. Whoever gets hold of it can read it.
summary-empty = Nothing is written down yet, so there is nothing to show.
summary-ahead = Those days are still to come. Type days that are past, such as: /summary since 1 nov
summary-either = That can be two different days. Type the day and the month in letters, such as: /summary since 1 nov
summary-not-read = I could not read days in "{ $words }". These work: /summary 8 weeks, /summary since 1 nov, /summary november.

baseline =
    I write down whether a test from before the start is on file, as you say it, and nothing of what it showed.
    { $answered }
baseline-about = { $tick ->
    [genes] TPMT or NUDT15 test
   *[chickenpox] Chickenpox immunity
}
baseline-ask = { $about } on file?
baseline-told = { $about } on file: { $answer ->
    [yes] yes
    [no] no
   *[ask] to be asked
}
baseline-on = - { $told } ({ $day })
baseline-question = { $about }: is a result on file?
baseline-noted = Noted: { $told }.
baseline-kept = Noted: { $told }. The question is kept for your clinic. /parked shows the list.
