// The way to the sandbox: what is there, what people do, and what happens.

const EVENTS = ["message", "chats", "people", "action", "clock"];

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(`/sandbox/${path}`, options);
  } catch {
    throw new Error("The local Telegram does not answer. Is it still running?");
  }
  const body = await answer.json();
  if (!answer.ok) throw new Error(`That did not work: ${body.error}.`);
  return body;
}

let happened = 0;

/** See what is there. An answer may be older than what was heard while it was waited for: then it is asked for anew. */
export async function look(path) {
  let before, found;
  do {
    before = happened;
    found = await ask(path);
  } while (before !== happened);
  return found;
}

/** Do something as a person. */
export const act = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/**
 * Hear what happens, for ever. `hear(event, body)` gets each event; `connected(yes)` whenever the connection comes or
 * goes. What happened while it was gone is not told again: whoever is connected anew looks for itself.
 */
export function listen(hear, connected) {
  const source = new EventSource("/sandbox/events");
  for (const event of EVENTS) {
    source.addEventListener(event, (told) => {
      happened += 1;
      hear(event, JSON.parse(told.data));
    });
  }
  source.addEventListener("open", () => connected(true));
  source.addEventListener("error", () => {
    connected(false);
    // A browser gives up for good after some refusals; a sandbox that comes back is to be found again.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(hear, connected), 1000);
  });
}
