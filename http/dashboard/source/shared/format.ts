// Numbers and times as the reader's locale writes them.

/** Made when it is needed first: a format costs milliseconds on a phone, before
 *  the first figure is there. */
function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const numbers = lazy(() => new Intl.NumberFormat());
const signed = lazy(() => new Intl.NumberFormat(undefined, { signDisplay: "always" }));
const oneDigit = lazy(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }));
const short = lazy(() => new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 }));
const twoDigits = lazy(() => new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
const percents = lazy(() => new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 }));
const clock = lazy(() => new Intl.DateTimeFormat(undefined, { timeStyle: "medium" }));
const minute = lazy(() => new Intl.DateTimeFormat(undefined, { timeStyle: "short" }));
const date = lazy(() => new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" }));

/** Also of what was posted, which may be no whole number. */
export const exact = (n: number): string => numbers().format(n);
export const whole = (n: number): string => numbers().format(Math.round(n));
/** One digit after the point below ten, where it tells something. */
export const rate = (n: number): string => (n < 10 ? oneDigit() : numbers()).format(n < 10 ? n : Math.round(n));
export const score = (n: number): string => twoDigits().format(n);
export const change = (n: number): string => signed().format(n);
export const compact = (n: number): string => short().format(n);
export const percent = (share: number): string => percents().format(share);
export const timeOfDay = (at: Date | number): string => clock().format(at);
export const hourAndMinute = (at: Date | number): string => minute().format(at);
export const dateAndTime = (at: Date | number): string => date().format(at);
