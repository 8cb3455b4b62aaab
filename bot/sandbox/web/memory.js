// What this browser remembers: who one is, what was read, where a phone is. Nothing of what was said.

function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`azalea/${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(`azalea/${key}`, JSON.stringify(value));
  } catch {
    // A browser that may keep nothing forgets at the next visit, and that is all.
  }
}

export const me = { get: () => read("me", null), set: (person) => keep("me", person) };

/** The number of the last message somebody has seen in a chat. */
export const seen = {
  get: (person, chat) => read(`seen/${person}/${chat}`, 0),
  set: (person, chat, number) => keep(`seen/${person}/${chat}`, number),
};

/** The zone a person's phone is in. */
export const zone = {
  get: (person) => read(`zone/${person}`, Intl.DateTimeFormat().resolvedOptions().timeZone),
  set: (person, name) => keep(`zone/${person}`, name),
};

/** Whether somebody has leapt to a reminder yet: until then the page offers it. */
export const leapt = { get: () => read("leapt", false), set: () => keep("leapt", true) };

export const look = { get: () => read("look", "auto"), set: (name) => keep("look", name) };
