// Puts the page together: what is known, and what each part may do with it.

import { dialog, h, popup, toast } from "/web/elements.js";
import { act, listen, look } from "/web/town.js";
import { BOT, count, known, latest, lookAtMenu, myChats, name, note, person, refresh, settleIn, title, unreadIn } from "/web/known.js";
import { leapt, look as theme, me, seen, zone } from "/web/memory.js";
import { makeSidebar } from "/web/sidebar.js";
import { makeTalk } from "/web/talk.js";
import { makeTools } from "/web/tools.js";
import { makeWriting } from "/web/writing.js";
import { coming, day, hour, setClock } from "/web/time.js";

const TYPING = 5000; // milliseconds that one sign of writing lasts, as in Telegram
const SETTLED = 500; // milliseconds after a message, until azalea knows what comes next

const narrow = () => matchMedia("(max-width: 699px)").matches;
const myZone = () => zone.get(me.get());

const sidebar = makeSidebar(document.getElementById("people"), {
  person, people: () => [...known.people.values()], chats: myChats, title, name, zone: myZone,
  unread: unreadIn, open: () => talk.chat()?.id, openChat, become, view,
  arrive: async (called) => { const { id } = await act("people", { name: called }); await refresh(); await become(id); },
  gather: async (called, members, bot) => {
    const { id } = await act("groups", { title: called, members: [me.get(), ...members], bot });
    await refresh();
    await openChat(id);
  },
});

const talk = makeTalk(document.getElementById("talk"), {
  me: () => me.get(), zone: myZone, title, view, info, about, empty, bottom,
  seen: (chat) => seen.get(me.get(), chat),
  saw: (chat, number) => { seen.set(me.get(), chat, number); sidebar.drawChats(); },
  bubbles: (chat) => ({
    me: me.get(), zone: myZone(), name, named: chat.kind !== "private", command: writing.write, press,
    reply: writing.reply, edit: writing.edit,
    react: (message, emoji) => tell(act("reactions", { ...here(), message_id: message.message_id, emoji })),
  }),
});

const writing = makeWriting({
  commands: () => known.menu, lastOwn: talk.lastOwn,
  here: () => here(),
  send: (where, text, reply) => act("messages", { ...where, text, ...(reply ? { reply_to: reply } : {}) }),
  edit: (where, message, text) => act("edits", { ...where, message_id: message.message_id, text }),
  sendFile: (kind) => act("messages", { ...here(), kind }),
});

const tools = makeTools(document.getElementById("tools"), {
  zone: myZone, person, view, latest,
  setZone: (place) => { zone.set(me.get(), place); talk.redraw(); sidebar.drawChats(); tools.draw(); },
  leaps: () => { leapt.set(); drawTip(); },
  theme: theme.get, setTheme: (chosen) => { theme.set(chosen); paint(); },
});

const here = () => ({ from: me.get(), chat: talk.chat().id });

function tell(work) {
  return work.catch((error) => toast(error.message));
}

function paint() {
  document.documentElement.dataset.look = theme.get();
}

function view(which) {
  document.getElementById("town").dataset.view = which;
  if (which === "talk") writing.area.focus({ preventScroll: true });
}

function about(chat) {
  if (!known.online) return "connecting…";
  if (chat.kind === "private") return "bot";
  const members = Object.keys(chat.members).length;
  return `${members} ${members === 1 ? "member" : "members"}`;
}

async function press(message, label, button) {
  button.setAttribute("aria-busy", "true");
  try {
    const { answer } = await act("presses", { ...here(), message_id: message.message_id, button: label });
    if (answer) toast(answer);
  } catch (error) {
    toast(error.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** What stands in a chat in which nothing was said. */
function empty(chat) {
  if (chat.kind !== "private") {
    return h("div", { class: "empty" }, h("h2", {}, chat.title),
      h("p", {}, BOT in chat.members ? "azalea hears commands here, and replies to what it said." : "azalea is not in this group. Press its name above to add it."));
  }
  return h("div", { class: "empty" },
    h("h2", {}, "What can this bot do?"),
    h("p", { class: "text" }, known.bot.description || "azalea is starting."),
    h("p", { class: "hint" }, `This is a local Telegram, on this machine alone. You are ${person().name}. Press Start, as on a phone.`));
}

/** Below an empty private chat stands Start, below one that was blocked a way back, else the place to write in. */
function bottom(foot, messages) {
  const alone = talk.chat().kind === "private";
  const big = (label, path, body) => h("button", { type: "button", class: "start", onclick: () => tell(act(path, body)) }, label);
  const focused = foot.contains(document.activeElement);
  let stands = writing.root;
  if (alone && person().blocked) stands = big("Unblock azalea", "blocks", { from: me.get(), blocked: false });
  else if (alone && !messages) stands = big("Start", "messages", { ...here(), text: "/start" });
  if (stands === foot.firstChild) return;
  foot.replaceChildren(stands);
  if (stands === writing.root && (focused || !narrow())) writing.area.focus({ preventScroll: true });
}

/** Until somebody has seen a reminder come, it is offered as soon as there is one to come. */
function drawTip() {
  const offered = coming() && !leapt.get();
  talk.tip.hidden = !offered;
  if (!offered) return;
  talk.tip.replaceChildren(
    h("p", {}, `azalea asks on ${day(coming(), myZone())} at ${hour(coming(), myZone())}.`),
    h("button", { type: "button", class: "main", onclick: tools.toNext }, "See it now"));
}

async function lookAtClock() {
  setClock(await look("clock"));
  drawTip();
}

/** Who is in a group, and what can be changed there. */
function info(chat) {
  if (chat.kind === "private") {
    const { blocked } = person();
    popup(document.querySelector(".talk .title"), [[blocked ? "Unblock azalea" : "Block azalea", async () => {
      await tell(act("blocks", { from: me.get(), blocked: !blocked }));
    }]], "azalea");
    return;
  }
  const members = Object.entries(chat.members).map(([id, status]) =>
    h("li", {}, h("span", {}, name(Number(id))), h("span", { class: "about" }, status)));
  const set = async (status) => act("members", { chat: chat.id, id: BOT, status });
  const there = BOT in chat.members;
  const choice = there ? [["left", "Take azalea out"], ["administrator", "Make azalea an administrator"]] : [["member", "Add azalea"]];
  dialog(chat.title, [h("ul", { class: "members" }, members), h("label", {}, "azalea",
    h("select", { name: "status" }, choice.map(([value, text]) => h("option", { value }, text))))],
  "Do it", (form) => set(form.get("status")));
}

async function openChat(id) {
  await show(id);
  if (talk.chat().id === id) view("talk"); // else another one was opened meanwhile
}

async function show(id) {
  const shown = Promise.all([lookAtMenu(id), talk.open(known.chats.get(id))]);
  sidebar.drawChats();
  await shown;
}

/** Be somebody, with their own chat beside the list; where there is room for one alone, the list stays. */
async function become(id) {
  me.set(id);
  const counting = count();
  tools.draw();
  sidebar.draw();
  await Promise.all([counting, narrow() ? show(id) : openChat(id)]);
  sidebar.drawChats();
}

let typing;
let settling;
const heard = {
  message({ chat, message }) {
    const there = known.chats.get(chat);
    if (!there) return;
    note(chat, message);
    if (message.deleted) tell(refresh().then(drawNews)); // what stands before it may be the last now
    else if (message.message_id >= (there.last?.message_id ?? 0)) there.last = message;
    if (talk.chat()?.id === chat) {
      talk.take(message);
      if (message.from === BOT) { clearTimeout(typing); talk.drawHead(""); }
    }
    drawNews();
    clearTimeout(settling);
    settling = setTimeout(() => tell(lookAtClock()), SETTLED);
  },
  async chats() { await refresh(); sidebar.drawChats(); talk.drawHead(""); },
  async people() {
    await refresh();
    sidebar.draw();
    const chat = talk.chat();
    if (!chat) return;
    await lookAtMenu(chat.id);
    talk.drawEnds();
  },
  action({ chat }) {
    if (talk.chat()?.id !== chat) return;
    talk.drawHead("typing…");
    clearTimeout(typing);
    typing = setTimeout(() => talk.drawHead(""), TYPING);
  },
  clock(told) { setClock(told); tools.draw(); },
};

function drawNews() {
  sidebar.drawChats();
  tools.drawPhone();
}

let begun = false;
async function connected(yes) {
  known.online = yes;
  document.body.classList.toggle("offline", !yes);
  if (!yes) { talk.drawHead(""); return; }
  await Promise.all([refresh(), lookAtClock()]);
  if (!known.people.size) await settleIn();
  if (!begun || !person()) {
    if (!person()) me.set([...known.people.keys()][0]);
    begun = true;
    await become(me.get());
  } else {
    await count();
    sidebar.draw();
    await talk.newest();
    talk.drawHead("");
  }
  tools.draw();
  tools.drawFaults();
}

paint();
// What happens before it is known who is there is found by looking.
listen((event, body) => { if (begun) tell(Promise.resolve(heard[event](body))); }, (yes) => tell(connected(yes)));
