"""azalea: a prompt, a diary and a guide for people who take azathioprine. It never decides a dose.

The map, in the order of imports; a room knows only rooms below it:

    __main__            the command line; each command imports what it needs
    running             what the command line runs: a talk here, azalea on its channels, a local Telegram
    reports             what the command line reports: the diary, whether all is well
    guide_reports       what the command line tells of the guide
    testplan_reports    what the command line tells of published test plans
    serving             the bell, and the loops that hear, work and send side by side
    wiring              builds the parts, owns the clock
    inviting            makes the codes that let people start
    inbox               the one way in: stored first, then worked in order
    conversation        someone wrote: who was it, what did they mean, what follows
    rounds              time passed: what is owed now, and the next step with it
    outbox              the one way out: claims what is owed, checks it once more, sends, tries again
    unasked             what is said that is no reminder: one message a day
    letters             puts what leaves into words
    prompting           what open doses are asked with, and who hears it
    checkups            what is asked of blood tests
    views               what letters are about, as it stands when they are claimed
    copying             what is kept of a person, to take away: as text and as JSON
    sending             one message to one chat, and how the attempt ended
    store               the database and its keys: tables, migrations, named questions; no rules
    wording             decisions become phrases and buttons
    finder              searches the guide, in memory
    channels            the networks; the only place that knows them by name
        console_channel     the terminal, typed by hand or piped
        console_files       files that come with a message in the terminal
        console_looks       what a message looks like there
        telegram_channel    Telegram
        telegram_polling    asks Telegram for what came in
        telegram_webhook    waits for Telegram to hand it over
        telegram_lacks      says once that a Bot API does less than Telegram's own
        telegram_menus      tells Telegram how azalea introduces itself
        telegram_reading    what Telegram hands over, read
        telegram_presses    buttons that were pressed, and spin until they are answered
        telegram_saying     messages in pieces, pictures with words under them, and changes of what was said
        telegram_shaping    texts and buttons as Telegram takes them
        telegram_fate       what an error of Telegram's means for a message
        telegram_greeting   asks Telegram once which bot a token is of
        telegram_wire       requests to Telegram, and whether they may have arrived
    drawing             charts as pictures, each drawn by a short-lived process
    settings            the environment, read once, refused plainly
    pace                how fast a network may be spoken to
    settings_telegram   what is set for Telegram
    settings_reading    one setting, a secret in a file, an address
    content             reads the guide, the phrases, whom to ring; names the file and line that is wrong
    messages            what passes between azalea and a network
    care                the rules: the standard library only, no input or output, no clock
        people              who is who, and what each may do
        joining             who may start: anybody, or whoever has a code
        places              where a patient is: the clock of each dose and each moment
        plans               what is owed, and how much of it
        testplans           when blood tests fall by a schedule, counted from a day
        timetable           wall times become instants, across clock changes and journeys
        moving              what a change of place may mean for a plan
        doses               one planned intake, its ladder, its answers
        bloodtests          one test from planned to heard back, and what is asked of it
        resting             days on which nothing is asked of blood tests
        occasions           what falls on a day besides: an appointment, the day to reorder, a tip
        owning              which dose an answer is about: each owns the time around it
        cities              places to choose from, where a clock is asked for
        drafts              a plan in the making: what was said, and what is to be asked
        notices             what is said unasked that is no reminder, and when it may be
        charts              values as they are drawn: days, numbers, printed ranges; never judged
        text_plots          a chart in letters, for where no picture can be shown
        diary               what was written down, and what corrects what
        summary             doses of some days counted, and what else is told of them at an appointment
        guide               shelves, topics, excerpts
        results             laboratory values: read, asked about, shown in another unit; never judged
        reading             words become a meaning, or a question back
    sandbox             a local Telegram, to try azalea with and to test it; knows nothing of the rest

The glossary; code, tests and talk use these words and no others for these things:

    person      someone azalea knows, by one or more accounts
    patient     the person whose medicine it is; may have no account, as a child has none
    caregiver   a person the patient let in, with rights given one by one
    keeper      a caregiver who acts for a patient without an account
    stranger    somebody who wrote where a code is needed, and came without one
    operator    who runs azalea for other people, and gives them codes
    code        what lets people start: so many, and until a day
    circle      a patient, their caregivers, and the group chats they linked
    plan        what is owed and when; a change makes a new version, nothing is rewritten
    dose        one planned intake; its plan, local day, turn and lap name it for ever
    turn        which of a day's wall times: the first, the second
    lap         which of two equal days: 1 on a day lived twice at the date line, else 0
    ladder      what happens to an open dose: remind, follow up, last time, close
    occasion    what falls on a day and is neither dose nor blood test: an appointment, the day to reorder, a tip
    unanswered  nobody said anything, so azalea does not know; shown as "no answer", never "missed"
    wording     private (names neither medicine nor illness) or plain
    round       one walk over everything that is due now
    diary       the log: entries are added, never overwritten; a correction points at what it corrects
    inbox       heard, and not yet acted on
    outbox      to be said, and not yet delivered
    channel     a network azalea talks over: the terminal, Telegram
    shelf       a folder of the guide
    topic       a file on a shelf
    excerpt     the text of a topic, as it is shown, with its source
"""
