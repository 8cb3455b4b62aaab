// The right side: the clock, the locked phone, what goes wrong on demand, and how the page looks.

import { h, icon, iconButton } from "/web/elements.js";
import { gist } from "/web/texts.js";
import { act, look } from "/web/town.js";
import { ahead, coming as next, day, fixed, hour, hourAndSecond, now, setClock, speed } from "/web/time.js";

const SPEEDS = [[0, "Stop"], [1, "×1"], [60, "×60"], [600, "×600"]];
const WAIT = 1500; // milliseconds for something to be said after a leap
const LEAPS = 8; // a step of azalea may be silent; after so many nothing is to be expected
const METHODS = [
  ["sendMessage", "when azalea writes"], ["getUpdates", "when azalea fetches"], ["editMessageText", "when azalea edits"],
  ["answerCallbackQuery", "when azalea answers a press"], ["*", "whatever azalea does"],
];
const FAULTS = [
  ["500", "Telegram has trouble"], ["429", "Telegram says: too often"], ["hang", "no answer comes"],
  ["drop_before", "the line breaks before"], ["drop_after", "the line breaks after"], ["truncated", "the answer breaks off"],
  ["badjson", "the answer makes no sense"], ["403", "azalea was blocked"], ["400_chat_not_found", "the chat is not found"],
  ["401", "the token is refused"], ["409", "another azalea is running"], ["migrate", "the group moves"],
];

/** Makes the right side. `to` is {zone, setZone, person, latest, view, theme, setTheme, leaps}. */
export function makeTools(root, to) {
  const time = h("time", { class: "time" });
  const date = h("p", { class: "date" });
  const speeds = h("div", { class: "speeds", role: "radiogroup", "aria-label": "How fast time goes by" });
  const leap = h("button", { type: "button", class: "main wide", onclick: toNext }, icon("next"), "Next reminder");
  const outcome = h("p", { class: "hint", role: "status" });
  const planned = h("p", { class: "hint" });
  const early = h("p", { class: "hint" });
  const zones = h("select", { "aria-label": "Where the phone is", onchange: () => to.setZone(zones.value) });
  const phone = h("div", { class: "phone", role: "img" });
  const coming = h("ul", { class: "coming" });
  const problem = h("p", { class: "problem", role: "alert" });
  root.append(
    h("header", { class: "head" }, iconButton("back", "Back to the chat", () => to.view("talk"), { class: "round only-middle" }),
      h("strong", {}, "Try it out")),
    h("div", { class: "cards" },
      card("Clock", time, date, early, speeds, leap, planned, outcome, h("label", {}, "The phone is in", zones)),
      card("Locked phone", phone),
      card("Let something go wrong", faultForm(), coming, problem),
      card("Look", lookChoice())));

  function faultForm() {
    const form = h("form", { class: "faults" },
      h("label", {}, "What", h("select", { name: "kind", "aria-label": "What goes wrong" }, FAULTS.map(([value, label]) => h("option", { value }, label)))),
      h("label", {}, "When", h("select", { name: "method", "aria-label": "When it goes wrong" }, METHODS.map(([value, label]) => h("option", { value }, label)))),
      h("label", {}, "How often", h("input", { name: "count", type: "number", min: 1, max: 1000, value: 1 })),
      h("button", { type: "submit", class: "plain" }, "Let it happen"));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const asked = new FormData(form);
      await attempt(() => act("faults", { kind: asked.get("kind"), method: asked.get("method"), count: Number(asked.get("count")) }));
      drawFaults();
    });
    return form;
  }

  function lookChoice() {
    const box = h("div", { class: "speeds", role: "radiogroup", "aria-label": "Light or dark" });
    for (const [value, label] of [["auto", "As the system"], ["light", "Light"], ["dark", "Dark"]]) {
      const input = h("input", { type: "radio", name: "look", value, checked: to.theme() === value, onchange: () => to.setTheme(value) });
      box.append(h("label", {}, input, h("span", {}, label)));
    }
    return box;
  }

  async function attempt(work) {
    problem.textContent = "";
    try {
      return await work();
    } catch (error) {
      problem.textContent = error.message;
      return null;
    }
  }

  async function toNext() {
    leap.disabled = true;
    to.leaps();
    outcome.textContent = "";
    try {
      outcome.textContent = await leapOn();
    } catch (error) {
      outcome.textContent = error.message;
    }
    leap.disabled = fixed();
  }

  /** Leap until azalea says something. */
  async function leapOn() {
    for (let times = 0; times < LEAPS; times += 1) {
      const before = to.latest()?.key;
      const told = await act("clock", { leap: true });
      setClock(told);
      if (!told.leapt) return "Nothing is planned yet. Once a plan is saved, this goes to its next reminder.";
      const until = performance.now() + WAIT;
      while (performance.now() < until) {
        await new Promise((done) => setTimeout(done, 100));
        if (to.latest()?.key !== before) return "";
      }
    }
    return "azalea has nothing to say for some days.";
  }

  function drawClock() {
    const zone = to.zone();
    time.textContent = speed() > 60 ? hour(now(), zone) : hourAndSecond(now(), zone);
    date.textContent = day(now(), zone);
    early.textContent = ahead();
    planned.textContent = next() ? `azalea does something next on ${day(next(), zone)} at ${hour(next(), zone)}.` : "";
  }

  function drawSpeeds() {
    speeds.replaceChildren(...SPEEDS.map(([value, label]) => h("label", {},
      h("input", { type: "radio", name: "speed", value, checked: speed() === value, disabled: fixed(),
        onchange: () => attempt(() => act("clock", { speed: value })) }),
      h("span", {}, label))));
    leap.disabled = fixed();
    if (fixed()) outcome.textContent = "azalea runs apart here, on its own clock.";
  }

  function drawZones() {
    if (!zones.options.length) {
      zones.append(...Intl.supportedValuesOf("timeZone").map((name) => h("option", { value: name }, name.replaceAll("_", " "))));
    }
    zones.value = to.zone();
  }

  function drawPhone() {
    const latest = to.latest();
    const said = latest?.message;
    const notice = said
      ? h("div", { class: "notice" }, h("p", { class: "row" }, h("strong", {}, latest.title), h("span", {}, hour(said.date, to.zone()))),
          h("p", { class: "words" }, gist(said)))
      : h("p", { class: "nothing" }, "No notifications");
    phone.setAttribute("aria-label", said ? `The locked phone shows: ${latest.title}. ${gist(said)}` : "The locked phone shows nothing");
    phone.replaceChildren(h("p", { class: "time" }, hour(now(), to.zone())), h("p", { class: "date" }, day(now(), to.zone())), notice);
  }

  async function drawFaults() {
    const stats = await attempt(() => look("stats"));
    coming.replaceChildren(...(stats?.faults ?? []).map((one) => h("li", {},
      `${one.count} × ${label(FAULTS, one.kind)}, ${label(METHODS.map(([value, text]) => [value.toLowerCase(), text]), one.method)}`,
      iconButton("close", "Take it back", async () => {
        await attempt(() => act("faults", { kind: one.kind, method: one.method, count: 0 }));
        drawFaults();
      }))));
  }

  setInterval(() => { drawClock(); if (new Date().getMilliseconds() < 260) drawPhone(); }, 250);

  return { toNext, draw: () => { drawClock(); drawSpeeds(); drawZones(); drawPhone(); }, drawPhone, drawFaults };
}

const label = (pairs, value) => pairs.find(([one]) => one === value)?.[1] ?? value;

function card(title, ...children) {
  const key = `card-${title.split(" ")[0].toLowerCase()}`;
  return h("section", { class: "card", "aria-labelledby": key }, h("h2", { id: key }, title), children);
}
