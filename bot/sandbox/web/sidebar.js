// The list of chats, and who one is.

import { happened } from "/web/bubble.js";
import { avatar, dialog, h, icon, iconButton, popup, redraw } from "/web/elements.js";
import { gist } from "/web/texts.js";
import { lately } from "/web/time.js";

/** Makes the left side. `to` is what can be done from here; see main.js. */
export function makeSidebar(root, to) {
  const who = h("div", { class: "head" });
  const chats = h("nav", { class: "chats", "aria-label": "Chats" });
  root.append(who, chats);

  function drawWho() {
    const me = to.person();
    redraw(who, [
      h("button", { type: "button", class: "title", "data-key": "who", "aria-haspopup": "menu", onclick: (event) => switching(event.currentTarget) },
        avatar(me.name, me.id),
        h("span", {}, h("strong", {}, `You are ${me.name}`), h("span", { class: "about" }, "Be somebody else")), icon("down")),
      iconButton("plus", "A new person or group", (event) => popup(event.currentTarget, [
        ["A new person", newPerson],
        ["A new group", newGroup],
      ], "New"), { class: "round", "data-key": "new", "aria-haspopup": "menu" }),
      iconButton("clock", "Clock, phone and faults", () => to.view("tools"), { class: "round only-narrow", "data-key": "tools" }),
    ]);
  }

  function switching(anchor) {
    popup(anchor, to.people().map((one) => [one.name, () => to.become(one.id)]), "You are");
  }

  function newPerson() {
    dialog("A new person", h("label", {}, "Name", h("input", { name: "name", required: true, maxlength: 64 })), "Come in",
      async (form) => to.arrive(form.get("name")));
  }

  function newGroup() {
    const others = to.people().filter((one) => one.id !== to.person().id);
    dialog("A new group", [
      h("label", {}, "Name", h("input", { name: "title", required: true, maxlength: 128 })),
      h("fieldset", {}, h("legend", {}, "With"), others.map((one) =>
        h("label", { class: "tick" }, h("input", { type: "checkbox", name: "member", value: one.id, checked: true }), one.name)),
      h("label", { class: "tick" }, h("input", { type: "checkbox", name: "bot" }), "azalea")),
    ], "Make it", async (form) =>
      to.gather(form.get("title"), form.getAll("member").map(Number), Boolean(form.get("bot"))));
  }

  function drawChats() {
    redraw(chats, to.chats().map((chat) => {
      const unread = to.unread(chat.id);
      const title = to.title(chat);
      return h("button", { type: "button", class: "chat", "data-key": chat.id, "aria-current": chat.id === to.open() ? "true" : null,
        onclick: () => to.openChat(chat.id) },
      avatar(title, chat.kind === "private" ? 1 : chat.id),
      h("span", { class: "middle" },
        h("span", { class: "row" }, h("strong", {}, title),
          chat.last ? h("span", { class: "when" }, lately(chat.last.date, to.zone())) : null),
        h("span", { class: "row" }, h("span", { class: "preview" }, preview(chat)),
          unread ? h("span", { class: "badge" }, unread > 99 ? "99+" : String(unread), h("span", { class: "hidden" }, " unread")) : null)));
    }));
  }

  function preview(chat) {
    if (!chat.last) return chat.kind === "private" ? "Open this chat and press Start" : "Nothing said yet";
    const { from, event } = chat.last;
    const by = from === to.person().id ? "You: " : chat.kind === "private" ? "" : `${to.name(from)}: `;
    if (event) return happened(event);
    return by + gist(chat.last);
  }

  return { draw: () => { drawWho(); drawChats(); }, drawChats };
}
