// One message, as it stands in the chat.

import { h, icon, iconButton, popup } from "/web/elements.js";
import { gist, styled } from "/web/texts.js";
import { hour } from "/web/time.js";

const EMOJI = ["👍", "❤", "👌", "🙏", "👎"];

/**
 * The element of a message. `to` is what can be done with it: {me, zone, name(id), quoted(id), reply, react, edit,
 * press, command, go}.
 */
export function bubble(message, to) {
  if (message.deleted) return h("article", { class: "note", "data-id": message.message_id }, gist(message));
  const mine = message.from === to.me;
  const item = h(
    "article",
    { class: `bubble ${mine ? "mine" : "theirs"}`, "data-id": message.message_id, tabindex: -1,
      "aria-label": `${mine ? "You" : to.name(message.from)}, ${hour(message.date, to.zone)}` },
    to.named && !mine ? h("p", { class: `who tint${Math.abs(message.from) % 7}` }, to.name(message.from)) : null,
    message.reply_to ? quoted(message.reply_to, to) : null,
    media(message),
    message.text ? h("div", { class: "text", dir: "auto" }, styled(message.text, message.entities, to.command)) : null,
    foot(message, to),
  );
  const more = iconButton("more", "Reply, react or edit", (event) => actions(event.currentTarget, message, to),
    { class: "round more", "aria-haspopup": "menu" });
  item.append(more);
  item.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    actions(more, message, to);
  });
  const rows = message.buttons.length ? keys(message, to) : null;
  return h("div", { class: `line ${mine ? "mine" : "theirs"}`, "data-line": message.message_id }, item, rows);
}

function foot(message, to) {
  const reactions = Object.entries(message.reactions ?? {});
  return h("p", { class: "foot" },
    reactions.length
      ? h("span", { class: "reactions" }, reactions.map(([person, emoji]) =>
          h("span", { title: to.name(Number(person)) }, emoji)))
      : null,
    h("span", { class: "when" }, message.reworded ? "edited " : "", hour(message.date, to.zone)));
}

function quoted(number, to) {
  const said = to.quoted(number);
  return h("button", { type: "button", class: "quoted", onclick: () => to.go(number) },
    h("span", { class: "who" }, said ? to.name(said.from) : "A message"),
    h("span", { class: "line1" }, said ? gist(said) : "further up"));
}

function media(message) {
  if (message.photo) {
    // What people send here has no picture in it; what azalea sends has.
    return message.photo.startsWith("file")
      ? h("img", { class: "photo", src: `/sandbox/files/${message.photo}`, alt: message.text || "A picture", loading: "lazy" })
      : h("p", { class: "file" }, icon("picture"), "Photo");
  }
  if (message.document) {
    const name = message.document.name;
    return message.document.file.startsWith("file")
      ? h("a", { class: "file", href: `/sandbox/files/${message.document.file}`, download: name }, icon("file"), name)
      : h("p", { class: "file" }, icon("file"), name);
  }
  return message.kind ? h("p", { class: "file" }, icon("file"), gist({ kind: message.kind })) : null;
}

function keys(message, to) {
  return h("div", { class: "keys", role: "group", "aria-label": "Answers" },
    message.buttons.map((row, at) => h("div", { class: "keyrow" },
      row.map((label, there) => h("button", {
        type: "button", class: `key ${message.styles?.[at]?.[there] ?? ""}`,
        onclick: (event) => to.press(message, label, event.currentTarget),
      }, label)))));
}

function actions(anchor, message, to) {
  const mine = message.from === to.me;
  popup(anchor, [
    ["Reply", () => to.reply(message)],
    ...EMOJI.map((emoji) => [`React with ${emoji}`, () => to.react(message, emoji)]),
    ...(message.reactions?.[to.me] ? [["Take my reaction away", () => to.react(message, "")]] : []),
    ...(mine && message.text ? [["Edit", () => to.edit(message)]] : []),
    ["Copy", () => navigator.clipboard?.writeText(message.text)],
  ], "Message");
}

/** What Telegram itself says in a chat. */
export function happened({ kind, who }) {
  return { joined: `${who} joined the group`, left: `${who} left the group`, moved: "The group became a supergroup" }[kind];
}
