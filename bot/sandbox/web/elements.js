// Makes elements. Text always goes in as text, so nothing that anybody wrote becomes markup.

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  back: "M15 5l-7 7 7 7",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M4 12l16-8-6 16-3-6z",
  attach: "M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.5 3.5 0 015 5l-8.5 8.5a2 2 0 01-3-3L14 7",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  down: "M6 9l6 6 6-6",
  pause: "M9 5v14M15 5v14",
  next: "M6 5l9 7-9 7zM18 5v14",
  clock: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3 2",
  reply: "M10 6L4 12l6 6M4 12h10a6 6 0 016 6",
  group: "M9 11a3 3 0 100-6 3 3 0 000 6zM3 19a6 6 0 0112 0M16 6a3 3 0 010 5M18 14a6 6 0 013 5",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4",
};

/** An element with attributes and children; `on...` attributes are listeners, null ones are left out. */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Puts new children in place of the old; the button that has the keyboard, by its `data-key`, keeps it. */
export function redraw(root, children) {
  const key = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  root.replaceChildren(...children);
  if (key) root.querySelector(`[data-key="${key}"]`)?.focus();
}

/** A line drawing. It is decoration: what it means stands in the label of its button. */
export function icon(name) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("aria-hidden", "true");
  drawn.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  drawn.append(path);
  return drawn;
}

/** A round button with an icon alone. */
export function iconButton(shape, label, press, more = {}) {
  return h("button", { type: "button", class: "round", "aria-label": label, title: label, onclick: press, ...more }, icon(shape));
}

/** A round picture made of initials; azalea has its flower. */
export function avatar(name, number) {
  if (number === 1) return h("img", { class: "avatar", src: "/web/icon.svg", alt: "", width: 54, height: 54 });
  const letters = [...name.trim()].filter((_, at, all) => at === 0 || all[at - 1] === " ").slice(0, 2).join("");
  return h("span", { class: `avatar tint${Math.abs(number) % 7}`, "aria-hidden": "true" }, letters.toUpperCase());
}

/** Says something for a moment, as Telegram does after a press. */
export function toast(text) {
  const said = h("p", { class: "toast" }, text);
  document.getElementById("toasts").append(said);
  setTimeout(() => said.remove(), 4000);
}

/** Opens a dialog with a form; `done` gets the form's values, and its error is shown in the dialog. */
export function dialog(title, fields, action, done) {
  const problem = h("p", { class: "problem", role: "alert" });
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: "dialog-title" }, title),
    fields,
    problem,
    h("div", { class: "row end" },
      h("button", { type: "button", class: "plain", onclick: () => box.close() }, "Cancel"),
      action ? h("button", { type: "submit", class: "main" }, action) : null),
  );
  const box = h("dialog", { "aria-labelledby": "dialog-title" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await done(new FormData(form));
      box.close();
    } catch (error) {
      problem.textContent = error.message;
    }
  });
  box.addEventListener("close", () => box.remove());
  document.querySelector("main").append(box);
  box.showModal();
  return box;
}

/** Opens a small menu at an element; closes at a press outside, at Escape, and after a choice. */
export function popup(anchor, choices, label) {
  const menu = h("div", { class: "popup", role: "menu", "aria-label": label, popover: "auto" });
  for (const [text, choose] of choices) {
    menu.append(h("button", { type: "button", role: "menuitem", onclick: () => { menu.hidePopover(); choose(); } }, text));
  }
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed") menu.remove();
  });
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...menu.children];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  document.querySelector("main").append(menu);
  menu.showPopover();
  const place = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = place.bottom + height + 8 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - height - 4)}px`;
  menu.firstElementChild.focus();
}
