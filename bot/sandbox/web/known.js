// What the page knows of the town: who and what is there, and what somebody has not read yet.

import { act, look } from "/web/town.js";
import { me, seen } from "/web/memory.js";

export const BOT = 1;
const FIRST_PEOPLE = ["Ana", "Ben", "Eva"];
const FIRST_GROUP = "Family";
const MOST_COUNTED = 100;

export const known = { people: new Map(), chats: new Map(), menu: [], bot: null, online: false };

export const person = () => known.people.get(me.get());
export const name = (id) => (id === BOT ? known.bot.name : known.people.get(id)?.name ?? known.chats.get(id)?.title ?? "Somebody");
export const title = (chat) => (chat.kind === "private" ? known.bot.name : chat.title);
export const myChats = () => [...known.chats.values()]
  .filter((chat) => String(me.get()) in chat.members && !chat.moved_to && (chat.kind !== "private" || chat.id === me.get()))
  .sort((one, other) => (other.last?.date ?? 0) - (one.last?.date ?? 0) || other.id - one.id);

/** The newest that azalea said to this person, as a locked phone shows it. */
export function latest() {
  const chat = myChats().find(({ last }) => last && last.from === BOT && !last.event);
  return chat ? { title: title(chat), message: chat.last, key: `${chat.id}/${chat.last.message_id}/${chat.last.edited}` } : null;
}

/** Look anew at everything: at the beginning, after a connection was gone, and when who is there changed. */
export async function refresh() {
  // Each answer is taken over as it comes: what is heard while the others are waited for is newer.
  await Promise.all([
    look("people").then((people) => { known.people = new Map(people.map((one) => [one.id, one])); }),
    look("chats").then((chats) => { // The open chat stays the same thing.
      known.chats = new Map(chats.map((one) => [one.id, Object.assign(known.chats.get(one.id) ?? {}, one)]));
    }),
    look("bot").then((bot) => { known.bot = bot; }),
  ]);
}

/** In a town without people, some come. */
export async function settleIn() {
  const ids = [];
  for (const called of FIRST_PEOPLE) ids.push((await act("people", { name: called, language: "en" })).id);
  await act("groups", { title: FIRST_GROUP, members: ids, bot: false });
  await refresh();
}

let menus = 0;
/** Look at the commands that this person has in a chat, unless another chat or person was looked at since. */
export async function lookAtMenu(chat) {
  menus += 1;
  const mine = menus;
  const menu = await look(`commands?chat=${chat}&person=${me.get()}`);
  if (mine === menus) known.menu = menu;
}

let unread = new Map(); // by chat, the numbers of what others said, read or not

/** How many messages this person has not read in a chat. */
export function unreadIn(chat) {
  const read = seen.get(me.get(), chat);
  return [...(unread.get(chat) ?? [])].filter((number) => number > read).length;
}

/** Take over that a message came, changed or went. */
export function note(chat, message, noted = unread) {
  if (!noted.has(chat)) noted.set(chat, new Set());
  if (message.deleted || message.from === me.get()) noted.get(chat).delete(message.message_id);
  else noted.get(chat).add(message.message_id);
}

/** Find out what this person has not read. Messages are noted by number, so none that is heard meanwhile counts twice. */
export async function count() {
  const noted = new Map(); // of this person alone: an answer that comes once one is somebody else goes nowhere
  unread = noted;
  await Promise.all(myChats().map(async (chat) => {
    const read = seen.get(me.get(), chat.id);
    if ((chat.last?.message_id ?? 0) <= read) return;
    const found = await look(`chats/${chat.id}/messages?after=${read}&last=${MOST_COUNTED}`);
    for (const message of found) note(chat.id, message, noted);
  }));
}
