// The open chat: its messages, loaded from the newest backwards.

import { avatar, h, iconButton, redraw } from "/web/elements.js";
import { bubble, happened } from "/web/bubble.js";
import { look } from "/web/town.js";
import { day } from "/web/time.js";

const NEWEST = 80; // messages fetched when a chat is opened
const OLDER = 250; // and at once for who scrolls back: to put some above all others costs as much as to put many
const NEAR = 120; // pixels from an end that count as being there

/** Makes the middle of the page. `to` is what can be done from here; see main.js. */
export function makeTalk(root, to) {
  const list = h("div", { class: "list", role: "log", "aria-label": "Messages", "aria-live": "polite", tabindex: 0 });
  const down = iconButton("down", "Go to the newest message", () => toEnd(true), { class: "round down", hidden: true });
  const badge = h("span", { class: "badge", hidden: true });
  down.append(badge);
  const head = h("header", { class: "head" });
  const foot = h("div", { class: "bottom" });
  const tip = h("div", { class: "tip", hidden: true });
  root.append(head, h("div", { class: "wall" }, list, down), tip, foot);

  let chat = null;
  let messages = new Map();
  let lines = new Map();
  let all = false; // whether the first message of the chat is here
  let loading = false;
  let opened = 0; // counts the looks at the newest: what an earlier one finds is no longer wanted
  let missed = 0;

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;

  function toEnd(smooth = false) {
    list.scrollTo({ top: list.scrollHeight, behavior: smooth && !quiet() ? "smooth" : "instant" });
  }

  const quiet = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function line(message) {
    if (message.event) return h("p", { class: "note", "data-line": message.message_id }, happened(message.event));
    return bubble(message, { ...to.bubbles(chat), quoted: (number) => messages.get(number), go });
  }

  function go(number) {
    const found = lines.get(number);
    if (!found) return;
    found.scrollIntoView({ block: "center", behavior: quiet() ? "instant" : "smooth" });
    found.classList.add("found");
    setTimeout(() => found.classList.remove("found"), 1500);
  }

  /** The elements of some messages that follow each other, with the days they are of. */
  function drawn(some) {
    const parts = [];
    let last = null;
    let divided = false;
    const read = to.seen(chat.id);
    for (const message of some) {
      const today = day(message.date, to.zone());
      if (today !== last) parts.push(h("p", { class: "day" }, today));
      last = today;
      if (!divided && read && message.message_id > read && message.from !== to.me()) {
        parts.push(h("p", { class: "unread" }, "New messages"));
        divided = true;
      }
      const made = line(message);
      lines.set(message.message_id, made);
      parts.push(made);
    }
    return parts;
  }

  function draw() {
    lines = new Map();
    list.replaceChildren(...drawn(messages.values()));
  }

  async function open(next) {
    chat = next;
    messages = new Map();
    lines = new Map();
    all = false;
    missed = 0;
    list.replaceChildren();
    list.setAttribute("aria-busy", "true");
    drawHead("");
    await newest();
  }

  /** Fetch the newest messages; also after a connection was gone. */
  async function newest() {
    opened += 1;
    const mine = opened;
    const found = await look(`chats/${chat.id}/messages?last=${NEWEST}`);
    if (mine !== opened) return;
    messages = new Map(found.map((one) => [one.message_id, one]));
    all = found.length < NEWEST;
    draw();
    list.removeAttribute("aria-busy");
    drawEnds();
    toEnd();
    read();
  }

  /** What stands for messages where there are none, and what stands below them. */
  function drawEnds() {
    if (!messages.size) list.replaceChildren(to.empty(chat));
    to.bottom(foot, messages.size);
  }

  async function older() {
    if (all || loading || !messages.size) return;
    loading = true;
    const mine = opened;
    const first = messages.keys().next().value;
    const found = await look(`chats/${chat.id}/messages?before=${first}&last=${OLDER}`).finally(() => { loading = false; });
    if (mine !== opened) return;
    all = found.length < OLDER;
    messages = new Map([...found.map((one) => [one.message_id, one]), ...messages]);
    const before = list.scrollHeight - list.scrollTop;
    const parts = drawn(found);
    const next = list.querySelector(".day");
    if (parts.findLast((one) => one.className === "day")?.textContent === next?.textContent) next?.remove();
    list.prepend(...parts);
    list.scrollTop = list.scrollHeight - before;
  }

  /** Take over a message that came or changed. */
  function take(message) {
    const old = lines.get(message.message_id);
    const fresh = !messages.has(message.message_id);
    if (fresh && messages.size && message.message_id < messages.keys().next().value) return; // further up, not loaded
    const staying = atEnd();
    const first = !messages.size;
    const before = [...messages.values()].at(-1);
    messages.set(message.message_id, message);
    const made = line(message);
    lines.set(message.message_id, made);
    if (old) {
      const focused = old.contains(document.activeElement);
      old.replaceWith(made);
      if (focused) made.querySelector(".key, .bubble")?.focus();
      made.classList.add("changed");
    } else {
      if (first) list.replaceChildren();
      const today = day(message.date, to.zone());
      if (!before || day(before.date, to.zone()) !== today) list.append(h("p", { class: "day" }, today));
      list.append(made);
    }
    if (first) to.bottom(foot, messages.size);
    // At once: a message that comes during a slow scroll would not find itself at the end.
    if (staying || (fresh && message.from === to.me())) toEnd();
    else if (fresh) missed += 1;
    read();
  }

  function read() {
    if (!chat) return;
    const last = [...messages.keys()].at(-1) ?? 0;
    if (atEnd() && document.hasFocus() && last > to.seen(chat.id)) to.saw(chat.id, last);
    if (atEnd()) missed = 0;
    down.hidden = atEnd();
    badge.hidden = !missed;
    badge.textContent = missed;
  }

  function drawHead(doing) {
    if (!chat) return;
    const said = doing || to.about(chat);
    redraw(head, [
      iconButton("back", "Back to the chats", () => to.view("list"), { class: "round only-narrow", "data-key": "back" }),
      h("button", { type: "button", class: "title", "data-key": "info", onclick: () => to.info(chat) },
        avatar(to.title(chat), chat.kind === "private" ? 1 : chat.id),
        h("span", {}, h("strong", {}, to.title(chat)), h("span", { class: `about ${doing ? "doing" : ""}` }, said))),
      iconButton("clock", "Clock, phone and faults", () => to.view("tools"), { class: "round only-middle", "data-key": "tools" }),
    ]);
  }

  list.addEventListener("scroll", () => {
    read();
    if (list.scrollTop < NEAR * 3) older();
  }, { passive: true });
  addEventListener("focus", read);
  new ResizeObserver(() => { if (missed === 0 && down.hidden) toEnd(); }).observe(list);

  // Up and down walk through the messages; Enter opens what can be done with one.
  list.addEventListener("keydown", (event) => {
    const here = document.activeElement.closest?.(".bubble");
    const all = [...list.querySelectorAll(".bubble")];
    if (event.key === "Enter" && here && document.activeElement === here) {
      event.preventDefault(); // or the same press would choose the first thing in the menu
      here.querySelector(".more").click();
    }
    const step = { ArrowUp: -1, ArrowDown: 1, Home: -all.length, End: all.length }[event.key];
    if (!step || !all.length || document.activeElement.closest(".popup")) return;
    event.preventDefault();
    const at = here ? all.indexOf(here) + step : all.length - 1;
    all[Math.max(0, Math.min(all.length - 1, at))].focus();
  });

  return { open, newest, take, drawHead, drawEnds, redraw: () => { draw(); drawHead(""); }, chat: () => chat, tip,
    lastOwn: () => [...messages.values()].reverse().find((one) => one.from === to.me() && one.text),
    last: () => [...messages.values()].at(-1) };
}
