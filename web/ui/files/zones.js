// The wall clock in the zone of a column of instants.
// @ts-check

/**
 * What is to be added to an instant for the wall clock of a zone, in seconds; null if the zone is
 * not known.
 *
 * @param {string} zone @returns {((seconds: number) => number) | null}
 */
export function offsetIn(zone) {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (fixed) {
    const seconds = 60 * (60 * Number(fixed[2]) + Number(fixed[3]));
    return () => (fixed[1] === '-' ? -seconds : seconds);
  }
  /** @type {Intl.DateTimeFormat} */
  let format;
  try {
    const [numeric, hourCycle] = /** @type {const} */ (['numeric', 'h23']);
    const clock = { hour: numeric, minute: numeric, second: numeric, hourCycle };
    const day = {
      year: numeric,
      month: numeric,
      day: numeric,
      era: /** @type {const} */ ('short'),
    };
    format = new Intl.DateTimeFormat('en', { timeZone: zone, ...day, ...clock });
  } catch {
    return null;
  }
  return (seconds) => {
    /** @type {Record<string, string>} */
    const parts = {};
    for (const { type, value } of format.formatToParts(seconds * 1000)) parts[type] = value;
    if (parts.era !== 'AD') return 0;
    const { year, month, day, hour, minute, second } = parts;
    const midnight = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
    const clock = 60 * (60 * Number(hour) + Number(minute)) + Number(second);
    return midnight / 1000 + clock - seconds;
  };
}
