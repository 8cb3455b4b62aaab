"""A local Telegram: the Bot API over HTTP, and a JSON interface to act as people. Imports nothing else of ours.

    server          the door: who may knock, which way a request goes
    bot_api         one call of the bot: token, faults, method, answer
    bot_messages    methods that put something into a chat, or change it
    bot_profile     methods about the bot itself and about chats
    webhook         hands updates over where the bot asked for that
    acting          one request to act as a person: JSON in, JSON out
    timing          the clock, where people may set it
    page            the files of the page, which lie in web/
    looking         one request to see what is there: JSON out
    asked           the JSON of such a request
    people          what people do: write, press, react, block, come and go
    showing         a message as people see it, and who is told of it
    limits          how often the bot may write
    faults          what goes wrong on demand
    updates         what the bot has not fetched yet
    checks          texts, entities and keyboards as Telegram takes them
    pictures        what the first bytes of a picture tell
    given           the parameters of a call, however they came
    state           who and what is there
    state_file      all of that on the disk
    refusals        how Telegram says no

`now` comes from outside and rules every date, age and limit. Only waiting is done in real time; and where people set
the clock, ages and limits go by the machine's, for the bot would else be too late at x600, and never in time at 0.

The differences from Telegram, as far as known: texts may not have a parse_mode; commands are the only entities found
in a text by itself, and only in what people write; a webhook may be plain http, and only on this machine; there are no
topics, albums, channels or inline mode, and no file is handed back to the bot.
"""
