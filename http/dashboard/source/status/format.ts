// Figures that only this page writes.

const seconds = new Intl.NumberFormat(undefined, { style: "unit", unit: "second" });
const minutes = new Intl.NumberFormat(undefined, { style: "unit", unit: "minute" });
const hours = new Intl.NumberFormat(undefined, { style: "unit", unit: "hour" });
const days = new Intl.NumberFormat(undefined, { style: "unit", unit: "day" });
const latency = new Intl.NumberFormat(undefined, {
  style: "unit",
  unit: "millisecond",
  maximumSignificantDigits: 2,
});

export const milliseconds = (n: number | null): string => (n === null ? "–" : latency.format(n));

/** The two largest units of a time in seconds. */
export function duration(total: number): string {
  const units: [number, Intl.NumberFormat][] = [
    [86_400, days],
    [3600, hours],
    [60, minutes],
    [1, seconds],
  ];
  const first = units.findIndex(([size]) => total >= size);
  if (first < 0) return seconds.format(0);
  let rest = Math.floor(total);
  const parts = units.slice(first, first + 2).map(([size, format]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return format.format(count);
  });
  return parts.join(" ");
}
