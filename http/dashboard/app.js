"use strict";
// The top ten, live. Everything is set as text: tags come from strangers.

const element = (id) => document.getElementById(id);
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const show = (id, text) => { element(id).textContent = text; };

function row() {
  const item = document.createElement("li");
  for (const [kind, name] of [["span", "rank"], ["span", "tag"], ["progress", "bar"], ["span", "count"]]) {
    const part = document.createElement(kind);
    part.className = name;
    item.append(part);
  }
  return item;
}

function showTop(top) {
  const list = element("top");
  while (list.children.length < top.tags.length) list.append(row());
  while (list.children.length > top.tags.length) list.lastChild.remove();
  top.tags.forEach((tag, i) => {
    const [rank, name, bar, count] = list.children[i].children;
    rank.textContent = tag.rank;
    name.textContent = name.title = tag.tag;
    bar.max = top.tags[0].count;
    bar.value = tag.count;
    count.textContent = whole.format(tag.count);
  });
  element("empty").hidden = top.tags.length > 0;
  show("tweets", whole.format(top.tweets));
  show("as-of", new Date(top.as_of).toLocaleTimeString());
}

function showSentiment(mood) {
  const rated = mood.positive + mood.negative + mood.neutral;
  element("mood").hidden = rated === 0;
  const share = (n) => `${Math.round((100 * n) / rated)} %`;
  show("mood", `Of ${whole.format(rated)} rated tweets ${share(mood.positive)} positive, `
    + `${share(mood.negative)} negative, ${share(mood.neutral)} neutral.`);
}

function showState(name) {
  show("state", name);
  element("state").className = `state ${name}`;
}

function showStatus(status) {
  showState(status.state);
  element("state").title = status.reasons.join("\n");
  show("rate", whole.format(status.rates.tweets_per_s));
}

const shown = { top: showTop, sentiment: showSentiment, status: showStatus };

// Polls while no stream can be had: there is a limit on their number.
async function poll() {
  for (const [name, use] of Object.entries(shown)) {
    try {
      const answer = await fetch(`/api/v1/${name}`);
      if (answer.ok) use(await answer.json());
    } catch {
      showState("offline");
    }
  }
}

let polling = 0;

function listen() {
  const stream = new EventSource("/api/v1/stream");
  for (const [name, use] of Object.entries(shown)) {
    stream.addEventListener(name, (event) => use(JSON.parse(event.data)));
  }
  stream.onopen = () => {
    clearInterval(polling);
    polling = 0;
  };
  stream.onerror = () => {
    if (!polling) polling = setInterval(poll, 1000);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 10000);
  };
}

listen();
