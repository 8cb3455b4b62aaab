// A text with its entities. Offsets count UTF-16 units, as JavaScript's own strings do.

import { h } from "/web/elements.js";

const KINDS = { voice: "Voice message", sticker: "Sticker", video: "Video", audio: "Sound" };

/** What a message is called where there is room for a line: its words, without what is covered, or what else it is. */
export function gist(message) {
  if (message.deleted) return "Message deleted";
  return covered(message) || (message.photo ? "Photo" : message.document?.name ?? KINDS[message.kind] ?? message.kind ?? "Message");
}

function covered({ text, entities = [] }) {
  return entities.filter(({ type }) => type === "spoiler").reduce(
    (shown, { offset, length }) => shown.slice(0, offset) + "\u2592".repeat(length) + shown.slice(offset + length), text ?? "",
  );
}

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};

/** The nodes of a text. `command(text)` is called for a command that is pressed. */
export function styled(text, entities, command) {
  return piece(text, 0, text.length, [...entities], command);
}

function piece(text, from, to, entities, command) {
  const nodes = [];
  let at = from;
  while (entities.length) {
    const one = entities.shift();
    const end = Math.min(one.offset + one.length, to);
    if (one.offset < at) continue;
    const inside = entities.filter((other) => other.offset < end);
    if (one.offset > at) nodes.push(text.slice(at, one.offset));
    nodes.push(wrap(one, text.slice(one.offset, end), piece(text, one.offset, end, inside, command), command));
    entities = entities.filter((other) => other.offset >= end);
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, plain, nodes, command) {
  switch (entity.type) {
    case "bot_command":
      return h("button", { type: "button", class: "link", onclick: () => command(plain) }, plain);
    case "text_link":
      return h("a", { href: safe(entity.url), rel: "noreferrer noopener", target: "_blank" }, nodes);
    case "expandable_blockquote":
      return quote(nodes);
    case "spoiler":
      return spoiler(plain, nodes);
    default:
      return entity.type in TAGS ? h(TAGS[entity.type], {}, nodes) : h("span", {}, nodes);
  }
}

/** Words that are hidden until they are pressed; until then they only take up their room. */
function spoiler(plain, nodes) {
  const made = h("button", { type: "button", class: "spoiler", "aria-label": "Hidden words" }, h("span", { "aria-hidden": "true" }, plain));
  made.addEventListener("click", () => made.replaceWith(h("span", {}, nodes)));
  return made;
}

function quote(nodes) {
  const button = h("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show all");
  const made = h("blockquote", { class: "long" }, h("div", { class: "folded" }, nodes), button);
  button.addEventListener("click", () => {
    const open = made.classList.toggle("open");
    button.setAttribute("aria-expanded", open);
    button.textContent = open ? "Show less" : "Show all";
  });
  return made;
}

const safe = (url) => (/^(https?:|tg:)/i.test(url) ? url : "#");
