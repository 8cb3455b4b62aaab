// Where one writes: text, the menu of commands, replies, edits, files.

import { h, icon, iconButton, popup } from "/web/elements.js";
import { gist } from "/web/texts.js";

const LONGEST = 4096;
const FILES = [["Photo", "photo"], ["Voice message", "voice"], ["Sticker", "sticker"], ["File", "document"]];

/** Makes the place to write in. `to` is {commands, here, send, edit, sendFile, lastOwn}; all that send return a promise. */
export function makeWriting(to) {
  const area = h("textarea", {
    id: "writing", rows: 1, maxlength: LONGEST, placeholder: "Message", "aria-label": "Message", autocomplete: "off",
    "aria-controls": "commands", "aria-autocomplete": "list",
  });
  const problem = h("p", { class: "problem", role: "alert" });
  const about = h("div", { class: "about-reply", hidden: true });
  const commands = h("div", { id: "commands", class: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
  const menuButton = h("button", { type: "button", class: "menu", "aria-label": "Commands", onclick: toggleMenu },
    icon("menu"), h("span", {}, "Menu"));
  const form = h("form", { class: "writing" },
    menuButton,
    iconButton("attach", "Send a photo, a voice message, a sticker or a file",
      (event) => popup(event.currentTarget, FILES.map(([label, kind]) => [label, () => attempt(() => to.sendFile(kind))]), "Send")),
    area,
    iconButton("send", "Send", null, { type: "submit", class: "round send" }));
  const root = h("div", {}, commands, about, problem, form);

  let replying = null;
  let editing = null;
  let chosen = -1;
  let sent = Promise.resolve();

  async function attempt(work) {
    problem.textContent = "";
    try {
      await work();
      return true;
    } catch (error) {
      problem.textContent = error.message;
      return false;
    }
  }

  /** Send what stands there, behind what was sent before. What did not leave stands there again. */
  function submit() {
    const text = area.value.trim();
    if (!text) return;
    const [reply, edited, where] = [replying, editing, to.here()];
    area.value = "";
    regard(null, null);
    grow();
    suggest();
    const send = () => (edited ? to.edit(where, edited, text) : to.send(where, text, reply?.message_id));
    sent = sent.then(() => attempt(send)).then((left) => {
      if (left || area.value) return;
      regard(reply, edited);
      area.value = text;
      grow();
    });
  }

  function regard(reply, edit) {
    replying = reply;
    editing = edit;
    const message = reply ?? edit;
    about.hidden = !message;
    if (!message) return;
    about.replaceChildren(icon("reply"),
      h("p", {}, h("strong", {}, reply ? "Reply" : "Edit"), h("span", {}, gist(message))),
      iconButton("close", reply ? "Do not reply" : "Do not edit", () => regard(null, null)));
    if (edit) area.value = edit.text;
    area.focus();
    grow();
  }

  function grow() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
  }

  function offered() {
    const typed = area.value;
    return /^\/\S*$/.test(typed) ? to.commands().filter((one) => `/${one.command}`.startsWith(typed.toLowerCase())) : [];
  }

  function suggest(list = offered()) {
    chosen = -1;
    area.removeAttribute("aria-activedescendant");
    commands.replaceChildren(...list.map((one, at) => h("div", {
      role: "option", id: `command${at}`, class: "command", "aria-selected": "false",
      // At the press and not at the click, so that the field keeps the keyboard.
      onpointerdown: (event) => { event.preventDefault(); choose(one); },
    }, h("strong", {}, `/${one.command}`), h("span", {}, one.description))));
    commands.hidden = !list.length;
  }

  function toggleMenu() {
    area.focus();
    suggest(commands.hidden ? to.commands() : []);
  }

  function choose(one) {
    area.value = `/${one.command}`;
    submit();
  }

  function move(step) {
    const all = [...commands.children];
    chosen = (chosen + step + all.length) % all.length;
    all.forEach((each, at) => each.setAttribute("aria-selected", String(at === chosen)));
    area.setAttribute("aria-activedescendant", `command${chosen}`);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  area.addEventListener("input", () => { grow(); suggest(); problem.textContent = ""; });
  area.addEventListener("blur", () => suggest([]));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (!commands.hidden && event.key in { ArrowDown: 1, ArrowUp: 1 }) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      if (!commands.hidden) suggest([]);
      else regard(null, null);
    } else if (event.key === "ArrowUp" && !area.value && to.lastOwn()) {
      event.preventDefault();
      regard(null, to.lastOwn());
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (chosen >= 0 && !commands.hidden) choose(shownCommand(commands.children[chosen]));
      else submit();
    }
  });

  return { root, area, reply: (message) => regard(message, null), edit: (message) => regard(null, message),
    write: (text) => { area.value = text; submit(); } };
}

const shownCommand = (option) => ({ command: option.firstChild.textContent.slice(1) });
