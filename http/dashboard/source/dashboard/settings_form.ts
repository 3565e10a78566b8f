// The form of the settings: filled from what is stored, stored as it changes.

import { byId, make } from "../shared/dom";
import { type Rate, type Settings, choices, save } from "../shared/settings";
import { isTheme, storeTheme, storedTheme } from "../shared/theme";

const seconds = new Intl.NumberFormat(undefined, {
  style: "unit",
  unit: "second",
  unitDisplay: "long",
  maximumFractionDigits: 2,
});

export function settingsForm(settings: Settings, changed: () => void): void {
  const form = byId<HTMLFormElement>("settings");
  for (const name of Object.keys(choices) as Rate[]) {
    const select = byId<HTMLSelectElement>(`rate-${name}`);
    select.replaceChildren(
      ...choices[name].map((ms) => {
        const option = make("option", "", seconds.format(ms / 1000));
        option.value = String(ms);
        return option;
      }),
    );
    select.value = String(settings[name]);
    select.addEventListener("change", () => {
      settings[name] = Number(select.value);
      save(settings);
      changed();
    });
  }
  const theme = byId<HTMLSelectElement>("theme");
  theme.value = storedTheme();
  theme.addEventListener("change", () => {
    if (isTheme(theme.value)) storeTheme(theme.value);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}
