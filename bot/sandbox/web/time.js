// The clock of the sandbox, and how a time is shown on a phone.

const SOON = 60; // seconds
const MOST_ALIKE = 120; // seconds that this machine and the sandbox may differ by before it is said

const clock = { at: Date.now() / 1000, speed: 1, fixed: false, told: performance.now(), coming: null };

/** Take over what the sandbox says of its clock. */
export function setClock({ now, speed, coming = clock.coming }) {
  Object.assign(clock, { at: now, speed: speed ?? 1, fixed: speed === null, told: performance.now(), coming });
}

/** This moment in the sandbox, in seconds. */
export const now = () => clock.at + ((performance.now() - clock.told) / 1000) * clock.speed;
/** When azalea has something to say next, null where nothing is known that is worth waiting for. */
export const coming = () => (clock.coming !== null && clock.coming > now() + SOON ? clock.coming : null);

/** By how much this is later than the machine's time, in words; empty where it is not. */
export function ahead() {
  const seconds = now() - Date.now() / 1000;
  if (seconds < MOST_ALIKE) return "";
  const [days, hours, minutes] = [86400, 3600, 60].map((size, at, all) => Math.floor((at ? seconds % all[at - 1] : seconds) / size));
  const parts = [[days, "day"], [hours, "hour"], [minutes, "minute"]].filter(([many]) => many).slice(0, 2);
  return `${parts.map(([many, what]) => `${many} ${what}${many === 1 ? "" : "s"}`).join(" ")} ahead of this machine.`;
}

export const speed = () => clock.speed;
export const fixed = () => clock.fixed;

const made = new Map();

function formatter(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return made.get(key);
}

const show = (seconds, zone, options) => formatter(zone, options).format(seconds * 1000);

export const hour = (seconds, zone) => show(seconds, zone, { hour: "2-digit", minute: "2-digit" });
export const hourAndSecond = (seconds, zone) => show(seconds, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const day = (seconds, zone) => show(seconds, zone, { weekday: "long", day: "numeric", month: "long" });
const shortDay = (seconds, zone) => show(seconds, zone, { day: "2-digit", month: "short" });

/** When a chat last had something: the hour today, else the day. */
export const lately = (seconds, zone) => (day(seconds, zone) === day(now(), zone) ? hour(seconds, zone) : shortDay(seconds, zone));
