import "../shared/base.css";

import { byId, make } from "../shared/dom";
import type { Top } from "../shared/documents";
import { getJson } from "../shared/fetch";
import { applyTheme, storedTheme } from "../shared/theme";

async function refresh(): Promise<void> {
  const top = await getJson<Top>("/api/v1/top");
  byId("bars").replaceChildren(...top.tags.map((x) => make("li", "", `${x.tag} ${x.count}`)));
}

applyTheme(storedTheme());
setInterval(() => void refresh().catch(() => {}), 1000);
