"use strict";
// The bar chart alone, for a frame in another page: /widget?k=10&refresh=1,
// both checked by the server. Everything is set as text: tags come from
// strangers.

const asked = new URLSearchParams(location.search);
const most = Number(asked.get("k") ?? 10);
const pause = Number(asked.get("refresh") ?? 1) * 1000;
const list = document.getElementById("bars");
const note = document.getElementById("note");
const written = new Intl.NumberFormat("en");

function bar() {
  const item = document.createElement("li");
  for (const [kind, name] of [["span", "tag"], ["progress", "bar"], ["span", "count"]]) {
    const part = document.createElement(kind);
    part.className = name;
    item.append(part);
  }
  return item;
}

function show({ sLabel: labels, sData: numbers }) {
  const shown = Math.min(most, labels.length);
  const longest = Math.max(1, ...numbers.slice(0, shown));
  while (list.children.length < shown) list.append(bar());
  while (list.children.length > shown) list.lastChild.remove();
  for (let i = 0; i < shown; i += 1) {
    const [tag, length, count] = list.children[i].children;
    tag.textContent = tag.title = labels[i];
    length.max = longest;
    length.value = Math.max(0, numbers[i]);
    count.textContent = written.format(numbers[i]);
  }
  note.hidden = shown > 0;
}

// One request at a time, however slow the server is. What was shown stays, in
// grey, while it does not answer.
async function poll() {
  try {
    const answer = await fetch("/refreshData");
    if (answer.ok) show(await answer.json());
    list.classList.toggle("stale", !answer.ok);
  } catch {
    list.classList.add("stale");
  }
  setTimeout(poll, pause);
}

poll();
